"""What a clerk words himself in the summary: the office's texts, and single paragraphs of a month."""
