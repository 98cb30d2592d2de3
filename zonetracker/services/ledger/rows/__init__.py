"""Reviewed rows: what each becomes, how that follows when the row changes, and what another date changes of them."""
