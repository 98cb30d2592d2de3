"""A ledger of items or projects that comes in: its columns, its rows with before and after, and what they mean."""
