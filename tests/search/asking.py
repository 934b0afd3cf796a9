"""Helpers that return the titles of the pages that the search finds."""

from wagtail.models import Locale, Page

from search.busqueda import find_pages, suggest


def ask(portal, words, language="es", **options):
    """Return the result of a search in ``portal``."""
    locale = Locale.objects.get(language_code=language)
    return find_pages(words, site=portal.site, locale=locale, **options)


def found(portal, words, language="es", **options):
    """Return the titles of the pages found, the best first."""
    keys = [item.page_id for item in ask(portal, words, language, **options).hallazgos]
    titles = dict(Page.objects.filter(pk__in=keys).values_list("pk", "title"))
    return [titles[key] for key in keys]


def suggested(portal, words, language="es", **options):
    locale = Locale.objects.get(language_code=language)
    return [item.titulo for item in suggest(words, site=portal.site, locale=locale, **options)]
