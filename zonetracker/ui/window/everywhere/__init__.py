"""What the menus do on any page: copy and paste, files opened lately, the search over everything."""
