"""One module a format, each with a READER; adding a format is adding a file."""
