"""Oldest supported browsers: public pages must let them read, search and send everything.

browsers.toml lists them and what they support. Such a browser ignores a declaration that it cannot
read, a whole rule with one selector that it cannot read, and a whole script with one word that it
cannot read.
"""

import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DATA = tomllib.loads((Path(__file__).parent / "browsers.toml").read_text(encoding="utf-8"))
BROWSERS = DATA["browser"]


def public_files(kind):
    """Return the files of ``kind`` (css, js) of public pages: all not listed as the admin's."""
    folder = ROOT / "static_src" / kind
    admin = {folder / f"{name}.{kind}" for name in DATA["admin"][kind]}
    found = set(folder.glob(f"*.{kind}"))
    if not admin <= found:
        raise ValueError(f"browsers.toml names what is not there: {admin - found}")
    return sorted(found - admin)
