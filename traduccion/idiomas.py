"""Into which languages somebody may start to translate: those that the portal offers."""

from django.conf import settings
from django.db.models import Q
from wagtail.models import Locale

from base.homes import portal_records
from base.tree import HOME_DEPTH, in_one_tree

from .paginas import sin_empezar


def is_translatable(page):
    """Whether pages are translated from ``page``: it is in Spanish, and no container."""
    return page.depth >= HOME_DEPTH and page.locale.language_code == settings.LANGUAGE_CODE


def is_offered(page, locale):
    """Whether the portal of ``page`` offers the language."""
    return any(
        in_one_tree(record.site.root_page.path, page.path) and record.ofrece(locale.language_code)
        for record in portal_records()
    )


def is_offered_somewhere(locale):
    """The same for what all portals share."""
    return any(record.ofrece(locale.language_code) for record in portal_records())


def locales_to_translate_to(page):
    """Return the languages into which ``page`` is not translated yet; none for a container.

    Nor for a translation: what is translated from it would be overtaken without a word.
    """
    if not is_translatable(page):
        return []
    known = page.get_translations().exclude(Q(alias_of__isnull=False) | sin_empezar())
    missing = Locale.objects.exclude(pk=page.locale_id).exclude(pk__in=known.values("locale_id"))
    return [locale for locale in missing if is_offered(page, locale)]
