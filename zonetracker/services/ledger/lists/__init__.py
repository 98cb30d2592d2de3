"""A list of targets as a list: its order as rows come to it, blocks pasted, rows split and merged."""
