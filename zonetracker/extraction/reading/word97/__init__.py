"""A Word 97–2003 file as the tree that the reader of Word takes: what each part of the binary form needs."""
