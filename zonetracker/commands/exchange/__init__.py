"""Files that go out and come back: the list of targets, fill-in sheets, forms of superiors."""
