"""What a sentence says: figures joined with the words around them."""
