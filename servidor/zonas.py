"""Chooses the time zone data: those of the system or of the package tzdata, whichever is newer.

Cuba changes its clocks at a week's notice, and Python uses the data of the system, however old. The
settings call this module before any zone is read, so it must not use settings.
"""

import re
import zoneinfo
from datetime import UTC, date, datetime, timedelta
from functools import cache
from importlib.resources import files
from pathlib import Path

import tzdata

HAVANA = "America/Havana"
# The version in requirements.txt and the date of its release; change both together.
PINNED, PINNED_MADE = "2026f", date(2026, 10, 28)

_LISTING = "tzdata.zi"
_VERSION = re.compile(r"# version (\d{4}[a-z]+)")
_OLD = timedelta(days=183)
_DAY = timedelta(days=1)
_SECOND = timedelta(seconds=1)


def use_newest():
    """Make Python use the package tzdata if the time zones of the system are older.

    Zones of the system without a version count as older.
    """
    zoneinfo.reset_tzpath()
    if _of_system() < tzdata.IANA_VERSION:
        zoneinfo.reset_tzpath(to=[])
    zoneinfo.ZoneInfo.clear_cache()
    _chosen.cache_clear()
    _chosen()


def version():
    """Return the release in use, with the name that IANA gives it: «2026f»."""
    return _chosen()[0]


def are_old(today):
    """Return whether, on ``today``, the zones in use are certainly more than half a year old."""
    return today - _chosen()[1] > _OLD


def changes(since, until):
    """Yield (moment, offset) for each change of Havana's clocks; the offset is the one until then.

    ``since`` and ``until`` are aware; the moments are in UTC, after ``since`` and up to ``until``.
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
    """Return the release in use and the latest date on which it can have been made.

    It is cached: this process does not use files that were installed later.
    """
    release = max(_of_system(), tzdata.IANA_VERSION)
    return release, _made_at_last(release)


def _of_system():
    """Return the release in the folder where Python finds Havana; "" if it has no version."""
    folder = _folder_of_system()
    try:
        return _VERSION.match((folder / _LISTING).read_text(encoding="utf-8"))[1]
    except (OSError, TypeError, UnicodeDecodeError):
        return ""


def _folder_of_system():
    """Return the first folder of Python's path with Havana; None if the package is used."""
    folders = map(Path, zoneinfo.TZPATH)
    return next((folder for folder in folders if (folder / HAVANA).is_file()), None)


def _made_at_last(release):
    """Return the latest date on which ``release`` can have been made; no release contains its own.

    A file is not older than its content: files of Debian have the date of their package, files of
    pip that of the installation. Only machine images may have files of 1970.
    """
    year = int(release[:4])
    if release <= PINNED:
        return min(PINNED_MADE, date(year, 12, 31))
    folder = _folder_of_system() or files("tzdata.zoneinfo")
    written = datetime.fromtimestamp((folder / _LISTING).stat().st_mtime, UTC).date()
    return written if written.year == year else date(year, 12, 31)
