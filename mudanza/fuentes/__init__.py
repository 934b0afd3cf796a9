"""Older portals as they are found: each module reads one kind of them as a ``piezas.Fuente``."""
