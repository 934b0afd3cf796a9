"""The synonyms of a new installation; afterwards the province edits them."""

import tomllib
from pathlib import Path

from .models import Sinonimo

_DATA = Path(__file__).with_name("iniciales.toml")


def first_groups():
    """Return the groups of the data file, each a text of expressions separated by commas."""
    groups = tomllib.loads(_DATA.read_text(encoding="utf-8"))["grupo"]
    return [" ".join(group["expresiones"].split()) for group in groups]


def create_synonyms():
    """Create the initial synonyms if there are none; synonyms that users wrote stay."""
    if not Sinonimo.objects.exists():
        Sinonimo.objects.bulk_create(Sinonimo(expresiones=group) for group in first_groups())
