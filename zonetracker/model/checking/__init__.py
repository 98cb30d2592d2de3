"""The rules of the trade, the limits of values, and what both find."""
