"""Slides: their shapes in reading order, and how PowerPoint keeps them."""
