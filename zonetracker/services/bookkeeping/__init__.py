"""What the books say of themselves: how months stand, and what became of one cell."""
