"""The languages into which a page may be translated: those that its portal offers."""

from collections import defaultdict
from dataclasses import dataclass

from django.conf import settings
from django.db.models import (
    Count,
    Exists,
    IntegerField,
    OuterRef,
    Q,
    Value,
    prefetch_related_objects,
)
from wagtail.models import Locale, Page, get_translatable_models
from wagtail_localize.models import TranslationSource

from aislamiento.menus import reads_rows
from aislamiento.scope import asked_once, scope_of
from base.homes import portal_records
from base.tree import HOME_DEPTH, in_one_tree

from .paginas import por_textos, sin_empezar


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


def get_locale_usage(locale):
    """Return how many pages and how many other records are in ``locale``, with one query."""
    first, *others = [_count_in(locale, model) for model in get_translatable_models()]
    counts = {True: 0, False: 0}
    for is_page, count in first.union(*others, all=True):
        counts[bool(is_page)] += count
    return counts[True], counts[False]


def _count_in(locale, model):
    """Return a query set of one row (1 for pages, count), or of none if there is no record."""
    records = model.objects.filter(locale=locale).order_by()
    if model is Page:
        records = records.exclude(depth=1)
    counted = records.values("locale").annotate(count=Count("pk"))
    return counted.values_list(Value(int(model is Page), IntegerField()), "count")


def locales_to_translate_to(page):
    """Return the offered languages into which ``page`` is not translated yet, as a list.

    Empty for a container or a translation: a translation of that would become outdated unnoticed.
    """
    return _missing(page, Locale.objects.all(), _begun([page])[page.translation_key])


def _missing(page, locales, begun):
    if not is_translatable(page):
        return []
    others = (each for each in locales if each.pk not in {page.locale_id, *begun})
    return [locale for locale in others if is_offered(page, locale)]


def _begun(pages):
    """Return {translation key: keys of the languages in which the page is no empty place}."""
    rows = Page.objects.filter(translation_key__in={page.translation_key for page in pages})
    return _by_key(rows.exclude(Q(alias_of__isnull=False) | sin_empezar()))


def _by_key(records):
    found = defaultdict(set)
    for key, locale in records.order_by().values_list("translation_key", "locale_id"):
        found[key].add(locale)
    return found


@dataclass(frozen=True)
class PorTraducir:
    """What the buttons that translate a record ask about it.

    ``locales`` are the languages into which it is not translated yet, ``source`` is the key of the
    source of its translations, or None if it has none.
    """

    locales: list
    source: int | None


def may_translate(user):
    return user.has_perm("wagtail_localize.submit_translation")


@reads_rows
def read_translations(pages, user):
    """Fill the cache of ``por_traducir`` for ``pages`` at once, if ``user`` translates."""
    known = scope_of(user).answers.setdefault(por_traducir, {})
    pages = [page for page in pages if page.pk not in known]
    if not pages or not may_translate(user):
        return
    aliases = [page for page in pages if page.alias_of_id]
    prefetch_related_objects(aliases, "alias_of")  # their originals are translated, not they
    pages += [page.alias_of for page in aliases]
    begun = _begun(pages)
    sources = _sources({page.translation_key for page in pages})
    for page in pages:
        locales = _missing(page, _locales(user), begun[page.translation_key])
        source = sources.get((page.translation_key, page.locale_id))
        known[page.pk] = PorTraducir(locales, source)


def por_traducir(page, user):
    """Return what is to be translated of ``page``, for a user who may translate.

    Cached for the request, because a list, its rows and the head of a form ask.
    """
    read_translations([page], user)
    return scope_of(user).answers[por_traducir][page.pk]


def entry_por_traducir(entry, user):
    """Return what is to be translated of an entry of a list of the province.

    The first entry reads the whole list, which is short, because the others follow it.
    """
    model = type(entry)
    lists = scope_of(user).answers.setdefault(entry_por_traducir, {})
    if model not in lists:
        keys = model.objects.order_by().values("translation_key")
        lists[model] = _by_key(model.objects.all()), _sources(keys)
    begun, sources = lists[model]
    locales = [each for each in _locales(user) if each.pk not in begun[entry.translation_key]]
    return PorTraducir(locales, sources.get((entry.translation_key, entry.locale_id)))


@asked_once
def _locales(user):
    return list(Locale.objects.all())


def _sources(keys):
    """Return {(translation key, key of the language): key of the source} of what is translated."""
    sources = TranslationSource.objects.filter(
        Exists(por_textos().filter(source=OuterRef("pk"))), object__in=keys
    )
    return {
        (key, locale): pk for key, locale, pk in sources.values_list("object_id", "locale_id", "pk")
    }
