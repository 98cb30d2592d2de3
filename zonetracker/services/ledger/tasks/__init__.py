"""What the responsible units are followed by: who they are, the milestones, and what they file for a month."""
