"""What pages of another kind are called where they are only named: in a list, a filter, a link."""

from django.db.models import OuterRef, Q, Subquery
from django.utils.translation import get_language
from wagtail.models import Page

from .idiomas import EnEspanol, en_espanol, is_original
from .publicas import publicas


def con_idioma(texto, idioma):
    """Return ``texto`` of a page in the language ``idioma``, empty where that is the reader's."""
    return EnEspanol(texto) if idioma else texto


def por_clave(pages, keys, idioma):
    """Return {key: page} of those of ``pages`` that have one of ``keys``, with one query at most.

    The page is the one in the language ``idioma`` where that is among ``pages`` as well.
    """
    if not keys:
        return {}
    wanted = Page.objects.filter(pk__in=keys).values("translation_key")
    there = Q(translation_key__in=wanted, locale__language_code=idioma)
    found = pages.filter(Q(pk__in=keys) | there).select_related("locale")
    translated = {
        page.translation_key: page for page in found if page.locale.language_code == idioma
    }
    return {page.pk: translated.get(page.translation_key, page) for page in found}


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
