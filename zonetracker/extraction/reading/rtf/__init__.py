"""RTF: its groups and words, turned into the tree that Word's own files are read from."""
