"""On what units are judged: points, scores and places, gathered from whole tables of a year."""
