"""Section of the search: what it declares to the other apps."""

from base.sections import Section

from .destacables import found_where_one_works
from .models import Destacado, Ficha, Sinonimo


def of_who_keeps_them(scope, sinonimos):
    """Return ``sinonimos`` if the user may change them, even if they work in one portal only."""
    keeps = scope.user.has_perm("search.change_sinonimo")
    return sinonimos if keeps else sinonimos.none()


SECTION = Section(
    shown=(Sinonimo, Destacado),
    logged=(Sinonimo, Destacado),
    visible={Sinonimo: of_who_keeps_them, Ficha: found_where_one_works},
)
