"""What follows tasks and units: who reports, what is signed off, how projects go."""
