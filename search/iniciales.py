"""The synonyms with which an installation begins; from then on they are the province's to keep."""

import tomllib
from pathlib import Path

from .models import Sinonimo

_DATA = Path(__file__).with_name("iniciales.toml")


def first_groups():
    """Return the expressions of each group of the data file, with commas between them."""
    groups = tomllib.loads(_DATA.read_text(encoding="utf-8"))["grupo"]
    return [" ".join(group["expresiones"].split()) for group in groups]


def create_synonyms():
    """Fill the list with those if it is empty; what people keep in it stays as it is."""
    if not Sinonimo.objects.exists():
        Sinonimo.objects.bulk_create(Sinonimo(expresiones=group) for group in first_groups())
