"""The oldest browsers that have to read, search and send everything in public pages.

browsers.toml says which they are and what they know. A browser passes over a declaration that it
cannot read, and over a whole rule of which it cannot read one selector; a script with one word
that it cannot read does not run at all.
"""

import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DATA = tomllib.loads((Path(__file__).parent / "browsers.toml").read_text(encoding="utf-8"))
BROWSERS = DATA["browser"]


def public_files(kind):
    """The files of ``kind`` (css, js) of public pages: all that are not named as the admin's."""
    folder = ROOT / "static_src" / kind
    admin = {folder / f"{name}.{kind}" for name in DATA["admin"][kind]}
    found = set(folder.glob(f"*.{kind}"))
    if not admin <= found:
        raise ValueError(f"browsers.toml names what is not there: {admin - found}")
    return sorted(found - admin)
