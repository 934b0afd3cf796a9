"""Settings common to all configurations, one file per topic (see docs/configuration.md)."""

from .accounts import *
from .admin import *
from .announcements import *
from .applications import *
from .atencion import *
from .caches import *
from .database import *
from .environment import *
from .files import *
from .journal import *
from .languages import *
from .limits import *
from .links import *
from .mail import *
from .portals import *
from .security import *
