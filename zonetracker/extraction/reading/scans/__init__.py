"""Pages that are pictures: drawn as they are shown, recognised by an optional part, and what is kept of that."""
