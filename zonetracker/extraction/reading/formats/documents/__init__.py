"""What is read as running text."""
