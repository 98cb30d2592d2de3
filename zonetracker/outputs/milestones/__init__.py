"""事项(督查)台账: a year's milestones as an office prints them."""
