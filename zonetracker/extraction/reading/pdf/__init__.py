"""A PDF: a gate against what is hostile, and its pages as characters and rules with places."""
