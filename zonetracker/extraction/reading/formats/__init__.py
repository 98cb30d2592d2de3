"""One module a format, each with a READER, in the room of what it is read as; adding a format is adding a file."""
