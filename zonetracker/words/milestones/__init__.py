"""The words in which milestones are followed: what was done about them, what proves them, by which rules they count."""
