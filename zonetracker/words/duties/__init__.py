"""The words for what units owe: what is missing, how they are chased, what a dispatch meeting is told."""
