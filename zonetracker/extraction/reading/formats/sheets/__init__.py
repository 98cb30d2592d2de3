"""What is read as sheets of cells."""
