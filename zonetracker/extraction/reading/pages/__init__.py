"""Pages of words with places, whatever file they come from: lines, columns, drawn tables, and the text of them all."""
