"""The words for figures, codes, findings and operations."""
