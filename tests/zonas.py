"""Time zone files with Havana alone, by any rule, as a system would have them."""

import struct
import zoneinfo
from contextlib import contextmanager

from django.utils import timezone

from servidor import zonas

# The rule of Cuba until 2025, and the rule since then.
GOES_BACK, STAYS = "CST5CDT,M3.2.0/0,M11.1.0/1", "CDT4"


def write_zones(folder, *, rule=GOES_BACK, version="2999a"):
    """Write the zones of a system with Havana alone, by the POSIX ``rule``; return their folder."""
    path = folder / zonas.HAVANA
    path.parent.mkdir(parents=True)
    path.write_bytes(_tzif(rule))
    if version:
        (folder / "tzdata.zi").write_text(f"# version {version}\n", encoding="utf-8")
    return folder


def _tzif(rule):
    """Return a file of RFC 9636 without history: an empty block of version 1, and the rule."""

    def header(*counts):
        return struct.pack(">4sc15x6l", b"TZif", b"2", *counts)

    kinds = struct.pack(">lbb", -5 * 3600, 0, 0) + b"CST\0"
    return header(*[0] * 6) + header(0, 0, 0, 0, 1, 4) + kinds + f"\n{rule}\n".encode()


@contextmanager
def python_takes(folder):
    """Make this process read its time zones from ``folder``; the database keeps its own."""
    try:
        zoneinfo.reset_tzpath(to=[folder])
        _forget()
        yield
    finally:
        zonas.use_newest()
        _forget()


def _forget():
    zonas._chosen.cache_clear()
    zoneinfo.ZoneInfo.clear_cache()
    timezone.get_default_timezone.cache_clear()
