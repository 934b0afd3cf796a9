"""Which time zones the portals compute with: the newer of the system's and of the package tzdata.

Cuba changes its clocks at a week's notice, and Python takes what the system has, however old. The
settings choose before anything asks for a zone, so nothing here may need them.
"""

import re
import zoneinfo
from datetime import UTC, date, datetime, timedelta
from functools import cache
from importlib.resources import files
from pathlib import Path

import tzdata

HAVANA = "America/Havana"
# What requirements.txt pins, and the day on which it was made: they are raised together.
PINNED, PINNED_MADE = "2026f", date(2026, 10, 28)

_LISTING = "tzdata.zi"
_VERSION = re.compile(r"# version (\d{4}[a-z]+)")
_OLD = timedelta(days=183)
_DAY = timedelta(days=1)
_SECOND = timedelta(seconds=1)


def use_newest():
    """Let Python take its zones from the package wherever those of the system are older.

    Zones of the system that do not tell their version count as older.
    """
    zoneinfo.reset_tzpath()
    if _of_system() < tzdata.IANA_VERSION:
        zoneinfo.reset_tzpath(to=[])
    zoneinfo.ZoneInfo.clear_cache()
    _chosen.cache_clear()
    _chosen()


def version():
    """Return the release in use, as IANA names it: «2026f»."""
    return _chosen()[0]


def are_old(today):
    """Whether on ``today`` the zones in use were surely made more than half a year ago."""
    return today - _chosen()[1] > _OLD


def changes(since, until):
    """Yield each moment at which Havana's clocks change, and the offset that held until then.

    ``since`` and ``until`` are aware; the moments are in UTC, after the one and up to the other.
    """
    zone = zoneinfo.ZoneInfo(HAVANA)

    def offset_at(moment):
        return moment.astimezone(zone).utcoffset()

    start, until = (moment.astimezone(UTC).replace(microsecond=0) for moment in (since, until))
    while start < until:
        end = min(start + _DAY, until)
        offset, before, after = offset_at(start), start, end
        if offset_at(end) != offset:
            while (seconds := (after - before) // _SECOND) > 1:
                middle = before + seconds // 2 * _SECOND
                before, after = (middle, after) if offset_at(middle) == offset else (before, middle)
            yield after, offset
        start = end


@cache
def _chosen():
    """Return the release in use and the latest day on which it can have been made.

    Read once: files that came since are not what this process computes with.
    """
    release = max(_of_system(), tzdata.IANA_VERSION)
    return release, _made_at_last(release)


def _of_system():
    """Return the release of the folder in which Python finds Havana, "" if it does not tell."""
    folder = _folder_of_system()
    try:
        return _VERSION.match((folder / _LISTING).read_text(encoding="utf-8"))[1]
    except (OSError, TypeError, UnicodeDecodeError):
        return ""


def _folder_of_system():
    """Return the first folder of Python's path that knows Havana, None if the package is asked."""
    folders = map(Path, zoneinfo.TZPATH)
    return next((folder for folder in folders if (folder / HAVANA).is_file()), None)


def _made_at_last(release):
    """Return the latest day on which ``release`` can have been made: none tells its own.

    A file is no older than its content: those of Debian have the day of their package, those of
    pip that of the installation. Only images of machines may have files of 1970.
    """
    year = int(release[:4])
    if release <= PINNED:
        return min(PINNED_MADE, date(year, 12, 31))
    folder = _folder_of_system() or files("tzdata.zoneinfo")
    written = datetime.fromtimestamp((folder / _LISTING).stat().st_mtime, UTC).date()
    return written if written.year == year else date(year, 12, 31)
