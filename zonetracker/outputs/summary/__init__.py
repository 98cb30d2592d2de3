"""The monthly summary (通报): one content, composed once, for paper, HTML and .docx."""
