"""Mails and archives: what they enclose, and how one of it is taken out; nothing of it is ever written to disk.

One module a kind, all of them in `kinds`; `listing` is what others call.
"""
