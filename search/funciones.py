"""Functions of the portal (to write a queja) that a search finds by name: they have no ficha."""

from dataclasses import dataclass
from functools import lru_cache

from wagtail.models import Page

from base.frame import Frame
from base.links import Link
from base.texto import names_in

from . import busqueda
from .expresiones import dividida, lecturas, oida


@dataclass(frozen=True)
class Funcion:
    """A function of the portal, at the URL of ``enlace``; the page ``seccion`` offers it."""

    enlace: Link
    para_que: str
    seccion: Page


def funciones(texto, request):
    """Return the functions whose names are in ``texto``; the longest matching name comes first.

    A name of one word is in too many searches, such as «en caso de ciclón»: see
    :func:`_asked_alone`.
    """
    frame = Frame.for_request(request)
    idioma = frame.inicio.locale.language_code
    asked = busqueda.read_in(texto, idioma, frame.site.pk)
    said = _heard(asked.dichas, idioma)
    alone = [_heard(words, idioma) for words in _asked_alone(asked.grupos)]
    named = []
    for section in frame.secciones:
        for link, use, names in section.presentation.get_functions(request):
            words = _heard_names(str(names), idioma)
            fitting = (each for each in words if each in alone or (len(each) > 1 and each <= said))
            if most := max(map(len, fitting), default=0):
                named.append((most, Funcion(link, use, section)))
    named.sort(key=lambda found: -found[0])
    return [function for _most, function in named]


def _asked_alone(groups):
    """Return the alternatives that may match a function name of one word.

    If there is one group, all its alternatives; else the first one of the first group that has
    synonyms. None if only the very first group has synonyms: «delegado Bueno» asks for a person.
    """
    if len(groups) == 1:
        return groups[0]
    known = [len(group) > 1 for group in groups]
    if not any(known) or (known[0] and not any(known[1:])):
        return ()
    return groups[known.index(True)][:1]


@lru_cache(maxsize=256)
def _heard_names(names, idioma):
    """Return what is heard of each name: as long as the process lives, since names are code."""
    read = (words for name in names_in(names) for words in lecturas(dividida(name, idioma)))
    return [_heard(words, idioma) for words in read]


def _heard(words, idioma):
    return {oida(word, idioma) for word in words}
