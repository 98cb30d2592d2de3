"""Parts that show and ask what the books say of themselves: closing a month, the history of a cell."""
