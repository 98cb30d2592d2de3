"""What is read as pages on which words have places."""
