"""A superior's form: which of its cells await a figure, and the file again with those cells filled and nothing else."""
