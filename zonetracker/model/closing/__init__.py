"""What it means that a month or a year was closed."""
