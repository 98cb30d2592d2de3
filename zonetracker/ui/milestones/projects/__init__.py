"""The view 项目 of the page of milestones: stages, money and the months of each project."""
