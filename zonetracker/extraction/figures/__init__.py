"""Figures, numerals and growths as a text writes them."""
