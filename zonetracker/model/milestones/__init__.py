"""Named items that are due by a day: when each is due, done or late."""
