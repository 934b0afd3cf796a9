"""The synonym groups and the names of places, in the form in which the search reads them."""

from django.conf import settings

from base.homes import portal_records
from servidor.caches.fragments import fragment

from .analisis import palabras
from .expresiones import dividida
from .models import Sinonimo

_SPANISH = settings.LANGUAGE_CODE  # the language of the synonyms


def equivalencias():
    """Return the synonym groups: tuples of expressions, each a tuple of analysed words.

    These are words and not stems, which depend on the language of the search. The groups are
    cached as a fragment, so usually there is no query.
    """
    return fragment("sinonimos", _read)


def nombres_de(site_id):
    """Return the words in the names of all portals and their seats, for a search in one portal.

    There they say little about what is searched. In a search of all portals (``site_id`` is None)
    they say where, so none is returned.
    """
    if site_id is None:
        return ()
    names = (f"{record.nombre} {record.sede}" for record in portal_records())
    return tuple(dict.fromkeys(word for name in names for word in palabras(name)))


def _read():
    return tuple(
        tuple(dividida(expresion, _SPANISH) for expresion in sinonimo.lista)
        for sinonimo in Sinonimo.objects.all()
    )
