"""How cases are answered: in figures that name nobody."""
