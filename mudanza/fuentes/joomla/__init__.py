"""A Joomla 3, 4 or 5: a dump of its base, and the folder of its files where there is one."""

from .fuente import Joomla

__all__ = ["Joomla"]
