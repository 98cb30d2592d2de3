"""What is known of a report beside its text: when it was written, where its words lie on a page."""
