"""Pages and texts in other languages: how far they are, and how they follow their original."""
