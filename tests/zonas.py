"""Time zones of the tests' own: a Havana by any rule, as a system would have it."""

import struct
import zoneinfo
from contextlib import contextmanager

from django.utils import timezone

from servidor import zonas

# What Cuba did until 2025, and what it has done since.
GOES_BACK, STAYS = "CST5CDT,M3.2.0/0,M11.1.0/1", "CDT4"


def write_zones(folder, *, rule=GOES_BACK, version="2999a"):
    """Write a system's zones with Havana alone, by the POSIX ``rule``; return their folder."""
    path = folder / zonas.HAVANA
    path.parent.mkdir(parents=True)
    path.write_bytes(_tzif(rule))
    if version:
        (folder / "tzdata.zi").write_text(f"# version {version}\n", encoding="utf-8")
    return folder


def _tzif(rule):
    """A file of RFC 9636 without any past: an empty block of version 1, and what the rule says."""

    def header(*counts):
        return struct.pack(">4sc15x6l", b"TZif", b"2", *counts)

    kinds = struct.pack(">lbb", -5 * 3600, 0, 0) + b"CST\0"
    return header(*[0] * 6) + header(0, 0, 0, 0, 1, 4) + kinds + f"\n{rule}\n".encode()


@contextmanager
def python_takes(folder):
    """Let this process take its zones from ``folder``, and the database go on with its own."""
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
