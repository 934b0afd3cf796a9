"""The languages into which a page may be translated: those that its portal offers."""

from django.conf import settings
from django.db.models import Q
from wagtail.models import Locale

from base.homes import portal_records
from base.tree import HOME_DEPTH, in_one_tree

from .paginas import sin_empezar


def is_translatable(page):
    """Whether ``page`` may be an original: it is in Spanish, and no container."""
    return page.depth >= HOME_DEPTH and page.locale.language_code == settings.LANGUAGE_CODE


def is_offered(page, locale):
    """Whether the portal of ``page`` offers the language."""
    return any(
        in_one_tree(record.site.root_page.path, page.path) and record.ofrece(locale.language_code)
        for record in portal_records()
    )


def is_offered_somewhere(locale):
    """Whether any portal offers the language, for records that all portals share."""
    return any(record.ofrece(locale.language_code) for record in portal_records())


def locales_to_translate_to(page):
    """Return the offered languages into which ``page`` is not translated yet, as a list.

    Empty for a container or a translation: a translation of that would become outdated unnoticed.
    """
    if not is_translatable(page):
        return []
    known = page.get_translations().exclude(Q(alias_of__isnull=False) | sin_empezar())
    missing = Locale.objects.exclude(pk=page.locale_id).exclude(pk__in=known.values("locale_id"))
    return [locale for locale in missing if is_offered(page, locale)]
