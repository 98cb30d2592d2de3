"""Named items that can be ticked, and goals tied to something without a number."""
