"""Titles of pages in the reader's language, for lists, filters and links on other pages."""

from django.db.models import OuterRef, Q, Subquery
from django.utils.translation import get_language
from wagtail.models import Page

from .idiomas import EnEspanol, en_espanol, is_original
from .publicas import publicas


def con_idioma(texto, idioma):
    """Return ``texto``, marked as Spanish unless ``idioma`` is "" (the reader's language)."""
    return EnEspanol(texto) if idioma else texto


def por_clave(pages, keys, idioma):
    """Return {key: page} for those ``pages`` that have one of ``keys``, with at most one query.

    The page is the translation into ``idioma`` if ``pages`` contains one.
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
    """Annotate ``pages`` for :func:`nombre_de`; in Spanish nothing needs to be added."""
    if is_original():
        return pages
    there = Page.objects.filter(
        translation_key=OuterRef("translation_key"), locale__language_code=get_language()
    )
    return pages.annotate(traducido=Subquery(publicas(there).order_by().values("title")[:1]))


def nombre_de(page):
    """Return the title of ``page`` in the reader's language, or else in Spanish."""
    return getattr(page, "traducido", None) or en_espanol(page.title)
