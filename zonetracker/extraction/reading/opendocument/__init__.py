"""Texts, slides and sheets of OpenDocument: what their files share, and the text of the first two."""
