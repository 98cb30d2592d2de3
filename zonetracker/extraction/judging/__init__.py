"""How sure a row is, and whether it says again what another said."""
