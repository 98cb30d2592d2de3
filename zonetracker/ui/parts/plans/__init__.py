"""What dialogs share that show what a file would do before it is entered."""
