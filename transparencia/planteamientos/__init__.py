"""What electores raise: how much of it, of whom, and what came of each."""
