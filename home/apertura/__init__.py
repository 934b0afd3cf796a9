"""Life of a portal from its creation to its opening, and its retirement."""
