"""Readers of older portals: each module reads one kind of source as a ``piezas.Fuente``."""
