"""Conversion of texts from other programs, by file or pasted, to blocks of a page's body."""
