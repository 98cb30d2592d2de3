"""Projects as documents: their table with live formulas, and how many reached which stage."""
