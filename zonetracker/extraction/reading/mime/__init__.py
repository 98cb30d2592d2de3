"""Mails and saved web pages: their parts, the words of their heads, and what of a mail is text and what is enclosed."""
