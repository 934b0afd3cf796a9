"""Reader of Joomla 3, 4 and 5: a dump of the database, and the folder of files if there is one."""

from .fuente import Joomla

__all__ = ["Joomla"]
