"""What is known before any report is read: words, indicators, and which indicator a name means."""
