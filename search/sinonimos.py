"""What people call the same: the groups of expressions that the province keeps."""

from base.fragmentos import fragment

from .analisis import palabras
from .models import Sinonimo


def equivalencias():
    """Return the groups, each a tuple of expressions, each a tuple of normalised words.

    The words are those of :func:`search.analisis.palabras`, not their stems, for those depend on
    the language that is searched. Without a query as long as the fragments are kept.
    """
    return fragment("sinonimos", _read)


def _read():
    return tuple(
        tuple(tuple(palabras(expresion)) for expresion in sinonimo.lista)
        for sinonimo in Sinonimo.objects.all()
    )
