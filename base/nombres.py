"""What pages of another kind are called where they are only named: in a list, a filter, a link."""

from django.db.models import OuterRef, Subquery
from django.utils.translation import get_language
from wagtail.models import Page

from .idiomas import EnEspanol, en_espanol, is_original
from .publicas import publicas


def con_idioma(texto, idioma):
    """Return ``texto`` of a page in the language ``idioma``, empty where that is the reader's."""
    return EnEspanol(texto) if idioma else texto


def con_nombre(pages):
    """Return ``pages`` ready for :func:`nombre_de`; in Spanish there is nothing to prepare."""
    if is_original():
        return pages
    there = Page.objects.filter(
        translation_key=OuterRef("translation_key"), locale__language_code=get_language()
    )
    return pages.annotate(traducido=Subquery(publicas(there).order_by().values("title")[:1]))


def nombre_de(page):
    """Return the title of ``page`` in the language of the reader, else in Spanish."""
    return getattr(page, "traducido", None) or en_espanol(page.title)
