"""What people call the same: the groups of expressions that the province keeps."""

from django.conf import settings

from base.fragmentos import fragment

from .analisis import palabras, que_dicen
from .models import Sinonimo

_SPANISH = settings.LANGUAGE_CODE  # in which the province writes them


def equivalencias():
    """Return the groups, each a tuple of expressions, each a tuple of normalised words.

    The words are those that say something, not their stems, which depend on the language that is
    searched. Without a query as long as the fragments are kept.
    """
    return fragment("sinonimos", _read)


def _read():
    return tuple(
        tuple(tuple(que_dicen(palabras(expresion), _SPANISH)) for expresion in sinonimo.lista)
        for sinonimo in Sinonimo.objects.all()
    )
