"""Word's paragraphs and tables, whichever file they come in: a zip, one XML file, or RTF turned into the same tree."""
