"""The pages of a scan beside its text."""
