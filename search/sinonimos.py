"""What people call the same: the groups of expressions that the province keeps."""

from django.conf import settings

from base.homes import portal_records
from servidor.caches.fragments import fragment

from .analisis import palabras
from .expresiones import dividida
from .models import Sinonimo

_SPANISH = settings.LANGUAGE_CODE  # in which the province writes them


def equivalencias():
    """Return the groups, each a tuple of expressions, each a tuple of normalised words.

    The words are as they were written, not their stems, which depend on the language that is
    searched. Without a query as long as the fragments are kept.
    """
    return fragment("sinonimos", _read)


def nombres_de(site_id):
    """Return the words of what portals and their seats are called, its own and its neighbours'.

    In the portal of a site they hardly tell what is asked for; in all of them, where ``site_id`` is
    None, they do, and none is returned.
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
