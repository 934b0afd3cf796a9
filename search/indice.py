"""Writes the fichas of all public pages, and only of public pages.

Every change of what is public calls this module (:mod:`search.signal_handlers`) with the keys of
the pages. The pages are read again from the database.
"""

from collections import defaultdict
from contextlib import contextmanager
from contextvars import ContextVar
from functools import reduce
from operator import or_

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Manager, Q
from wagtail.models import Locale, Page
from wagtail.search.index import RelatedFields, SearchField

from base.busqueda import TambienEn, languages_of_sites, sites_by_container
from base.models import BasePage
from base.publicas import privadas, publicas
from base.sections import presentation_of
from base.telefonos import numeros_en
from base.texto import names_in
from base.tree import container_path, paths_above

from . import marcas, motor
from .analisis import escritas, raices, raiz
from .models import Ficha, Grupo, Palabra
from .ortografia import SHORTEST, sonido

_CHUNK = 500
# Maximum characters of a page's text: nobody writes more.
_LONGEST = 50_000
_LONGEST_WORD = 60
_WORDS = 200  # looked up with one query
# A search field with a boost from 2 on is a name; above 1 it counts as a summary.
_OF_NAMES, _OF_SUMMARIES = 2, 1
_NAMED = ("idioma", "titulo", "nombres")
_COLUMNS = [field.name for field in Ficha._meta.concrete_fields if not field.primary_key]


_waiting = ContextVar("keys of pages that wait", default=None)


@contextmanager
def indexed_at_once():
    """Context manager: write the fichas of all pages that change in the block at its end.

    For publishing many pages: fichas written one by one take a third of the whole time. New pages
    are not found before the end, so use the block inside the transaction that creates them. If the
    block raises an exception, nothing is indexed.
    """
    if _waiting.get() is not None:
        yield
        return
    keys = {}
    mark = _waiting.set(keys)
    try:
        yield
    finally:
        _waiting.reset(mark)
    index_pages(keys)


def index_pages(keys):
    """Update the fichas of the pages with ``keys``; delete those of pages that are not public."""
    keys = list(keys)
    if (waiting := _waiting.get()) is not None:
        waiting.update(dict.fromkeys(keys))
        return
    for start in range(0, len(keys), _CHUNK):
        _index_chunk(keys[start : start + _CHUNK])


def rebuild():
    """Rebuild all fichas; return how many there are."""
    Palabra.objects.all().delete()
    Ficha.objects.filter(page__live=False).delete()
    index_pages(Page.objects.filter(live=True).order_by("pk").values_list("pk", flat=True))
    return Ficha.objects.count()


def forget_pages(keys):
    """Delete the fichas of the pages with ``keys``."""
    Ficha.objects.filter(pk__in=keys).delete()


def forget_names(ficha):
    """Delete from the vocabulary the words that only the deleted ``ficha`` had in its names."""
    _forget_words(_words([ficha]))


@transaction.atomic
def _index_chunk(keys):
    fichas = [ficha for pages in _public_pages(keys) for ficha in _fichas(pages)]
    known = Ficha.objects.filter(pk__in=keys)
    before, now = _words(known.only(*_NAMED)), _words(fichas)
    gone = known.exclude(pk__in=[ficha.pk for ficha in fichas])
    gone._raw_delete(gone.db)  # no signal for each: their words are forgotten together, below
    Ficha.objects.bulk_create(
        fichas, update_conflicts=True, unique_fields=["page"], update_fields=_COLUMNS
    )
    motor.write(fichas)
    # Sorted, so that two transactions that publish at the same time cannot deadlock.
    Palabra.objects.bulk_create(
        (
            Palabra(palabra=word, escrita=written, idioma=idioma, sonido=sonido(word))
            for (idioma, word), written in sorted(now.items())
        ),
        ignore_conflicts=True,
    )
    _forget_words(before.keys() - now.keys())


def _forget_words(words):
    """Delete from the vocabulary the ``words`` that are in no name any more.

    Words of one stem find the same pages, so they are deleted together.
    """
    by_language = defaultdict(list)
    for idioma, word in sorted(words):
        by_language[idioma].append(word)
    for idioma, of_language in by_language.items():
        for start in range(0, len(of_language), _WORDS):
            some = of_language[start : start + _WORDS]
            there = motor.existing(some, motor.Ambito(idioma), motor.NOMBRE)
            if gone := {raiz(word, idioma) for word in set(some) - there}:
                # The ending of a stem may differ from its words: «convivencia», «convivent».
                alike = reduce(or_, (Q(palabra__startswith=stem[:SHORTEST]) for stem in gone))
                known = Palabra.objects.filter(alike, idioma=idioma).values_list("pk", "palabra")
                keys = [pk for pk, word in known if raiz(word, idioma) in gone]
                Palabra.objects.filter(pk__in=keys).delete()


def _words(fichas):
    """Return {(language, word): word with its accents} of the names of ``fichas``."""
    return {
        (ficha.idioma, word): written
        for ficha in fichas
        for word, written in escritas(f"{ficha.titulo} {ficha.nombres}").items()
        if len(word) >= SHORTEST and len(written) <= _LONGEST_WORD and word.isalpha()
    }


def _public_pages(keys):
    """Yield a list of the public, searchable pages of each class, with their related objects."""
    found = publicas(Page.objects.filter(pk__in=keys)).order_by()
    rows = list(found.values_list("pk", "path", "content_type"))
    hidden = _hidden_by_their_source({pk: path for pk, path, _kind in rows})
    by_class = defaultdict(list)
    for pk, _path, kind in rows:
        if pk not in hidden:
            by_class[ContentType.objects.get_for_id(kind).model_class()].append(pk)
    for model, of_class in by_class.items():
        if issubclass(model or Page, BasePage) and presentation_of(model).search_group:
            pages = model.objects.filter(pk__in=of_class).order_by("pk")
            for field in model.get_search_fields():
                if isinstance(field, RelatedFields):
                    pages = field.select_on_queryset(pages)
            if found := list(pages):  # a page that is being deleted has lost its specific row
                yield found


def _hidden_by_their_source(places):
    """Return the keys of pages that are an alias of a private page, or below such an alias.

    ``places`` is {key: path}. Nobody restricts an alias itself: it is private if its source is.
    """
    ways = {pk: {path, *paths_above(path)} for pk, path in places.items()}
    around = Page.objects.filter(path__in=set().union(*ways.values()), alias_of__isnull=False)
    sources = dict(around.order_by().values_list("path", "alias_of"))
    if not sources:
        return []
    private = set(
        privadas(Page.objects.filter(pk__in=sources.values())).values_list("pk", flat=True)
    )
    aliases = {path for path, source in sources.items() if source in private}
    return [pk for pk, way in ways.items() if way & aliases]


def _fichas(pages):
    """Yield the unsaved fichas of ``pages``, public pages of one class."""
    sites, elsewhere = sites_by_container(), presentation_of(type(pages[0])).shown_elsewhere(pages)
    languages = dict(Locale.objects.values_list("pk", "language_code"))
    offered = languages_of_sites()
    for page in pages:
        site_id, idioma = sites.get(container_path(page.path)), languages[page.locale_id]
        if idioma in offered.get(site_id, ()):
            also = elsewhere.get(page.pk, TambienEn())
            yield _ficha(page, idioma, site_id, also)


def _ficha(page, idioma, site_id, also):
    texts = defaultdict(list)
    for column, text in _said(page, page.get_search_fields()):
        texts[column].append(text)
    names = names_in(", ".join(texts["nombres"]))
    titles = [raices(title, idioma) for title in _titles(page.title)]
    others = [raices(name, idioma) for name in names]
    text = "\n".join(texts["texto"])[:_LONGEST]
    said = [raices(line, idioma) for line in "\n".join(texts["resumen"]).splitlines()]
    return Ficha(
        page_id=page.pk,
        idioma=idioma,
        grupo=Grupo(page.presentation.search_group),
        marcas=" ".join(_marks(page, idioma, site_id, also, titles + others)),
        titulo=page.title,
        nombres=", ".join(names),
        resumen="\n".join(texts["resumen"]),
        texto=text,
        numeros=" ".join(numeros_en(f"{text} {' '.join(texts['resumen'])}")),
        raices="\n".join([":".join(map(" ".join, titles)), *map(" ".join, others), *_marked(said)]),
        fecha=page.presentation.search_date,
        vence=page.expire_at,
    )


def _marked(lines):
    return (f"={' '.join(line)}" for line in lines if line)


def _titles(title):
    """Return ``title`` and the part before its colon: «Carné de identidad: renovación»."""
    return list(dict.fromkeys([title, title.partition(":")[0]]))


def _said(obj, fields):
    """Yield (column of the ficha, text) of the search ``fields`` of ``obj``, except the title."""
    for field in fields:
        if isinstance(field, SearchField):
            if field.field_name != "title" and (text := _text(field.get_value(obj))):
                yield _column(field.boost or 0), text
        elif isinstance(field, RelatedFields):
            related = field.get_value(obj)
            others = related.all() if isinstance(related, Manager) else [related]
            for other in others:
                if other is not None:
                    yield from _said(other, field.fields)


def _column(boost):
    if boost >= _OF_NAMES:
        return "nombres"
    return "resumen" if boost > _OF_SUMMARIES else "texto"


def _text(value):
    if isinstance(value, (list, tuple)):
        return "\n".join(filter(None, map(_text, value)))
    return "" if value is None else str(value).replace("\x00", "")


def _marks(page, idioma, site_id, also, names):
    yield marcas.en_portal(site_id)
    yield from map(marcas.en_portal, sorted(also.sites - {site_id}))
    if also.todos:
        yield marcas.TODOS
    yield from map(marcas.salvo_portal, sorted(also.salvo - {site_id, None}))
    yield marcas.en_idioma(idioma)
    yield marcas.de_grupo(page.presentation.search_group)
    if date := page.presentation.search_date:
        yield marcas.de_anio(date.year)
    yield from dict.fromkeys(marcas.llamada(name) for name in names if name)
