"""The one vocabulary."""
