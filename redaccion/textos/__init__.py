"""Texts that come from another program, by file or pasted, as blocks of the body of a page."""
