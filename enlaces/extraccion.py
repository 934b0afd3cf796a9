"""Finds the links of a record by the classes of its fields and blocks: new page types need no code.

Streams are read in their stored form: there a chosen page or document keeps its key even after
somebody deleted it, and reading needs no query.
"""

from dataclasses import dataclass

from bs4 import BeautifulSoup
from django.db import models
from django.utils.text import capfirst
from modelcluster.models import ClusterableModel, get_all_child_relations
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import BaseTypedTableBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.fields import RichTextField, StreamField

_DEEPER = " › "


@dataclass(frozen=True)
class EnlaceHallado:
    destino: str
    lugar: str
    camino: str
    texto: str = ""


@dataclass(frozen=True)
class _Sitio:
    """A place within a record: in words of its form (``palabras``) and as a path (``pasos``)."""

    palabras: tuple = ()
    pasos: tuple = ()

    def below(self, word="", step=""):
        return _Sitio(
            (*self.palabras, str(word)) if word else self.palabras,
            (*self.pasos, str(step)) if step else self.pasos,
        )

    def found(self, destino, texto=""):
        return EnlaceHallado(
            destino, _DEEPER.join(self.palabras)[:255], ".".join(self.pasos)[:255], texto[:120]
        )


def links_of(record):
    """Yield every :class:`EnlaceHallado` of ``record`` and of its child rows (``ParentalKey``)."""
    yield from _of_fields(record, _Sitio())
    if isinstance(record, ClusterableModel):
        for relation in get_all_child_relations(record):
            accessor = relation.get_accessor_name()
            name = capfirst(relation.related_model._meta.verbose_name)
            for number, row in enumerate(getattr(record, accessor).all(), start=1):
                place = _Sitio((f"{name} {number}",), (accessor, str(row.pk)))
                yield from _of_fields(row, place)
                yield from _of_row(row, place)


def _of_fields(record, place):
    for field in record._meta.concrete_fields:
        value = field.value_from_object(record)
        if not value:
            continue
        here = place.below(capfirst(field.verbose_name), field.name)
        match field:
            case models.URLField():
                yield here.found(value)
            case RichTextField():
                yield from _of_html(value, here)
            case StreamField():
                yield from _of_stream(field.stream_block, value.raw_data, here)


def _of_row(row, place):
    """Yield the ``enlace`` that a row builds from its fields, as contacts do from their number."""
    if isinstance(getattr(type(row), "enlace", None), property) and row.enlace:
        yield place.found(row.enlace, str(row))


def _of_html(html, place):
    for link in BeautifulSoup(html, "html.parser").find_all("a"):
        kind, key = link.get("linktype"), link.get("id", "")
        target = f"{kind}:{key}" if kind in ("page", "document") else link.get("href", "")
        yield place.found(target, " ".join(link.get_text().split()))


def _of_stream(block, items, place):
    for number, item in enumerate(items, start=1):
        child = block.child_blocks.get(item["type"])
        if child is not None:
            here = place.below(f"{number}. {child.label}", item.get("id") or "")
            yield from _of_block(child, item["value"], here)


def _of_block(block, value, place):
    """Yield the links in ``value``, the stored form of a value of ``block``."""
    if not value:
        return
    match block:
        case blocks.BaseStreamBlock():
            yield from _of_stream(block, value, place)
        case blocks.BaseStructBlock():
            for name, child in block.child_blocks.items():
                yield from _of_block(child, value.get(name), place.below(child.label, name))
        case blocks.ListBlock():
            yield from _of_list(block, value, place)
        case BaseTypedTableBlock():
            yield from _of_table(block, value, place)
        case blocks.RichTextBlock():
            yield from _of_html(value, place)
        case blocks.URLBlock():
            yield place.found(value)
        case blocks.PageChooserBlock():
            yield place.found(f"page:{value}")
        case DocumentChooserBlock():
            yield place.found(f"document:{value}")


def _of_list(block, items, place):
    for number, item in enumerate(items, start=1):
        is_named = isinstance(item, dict) and item.get("type") == "item" and "value" in item
        value = item["value"] if is_named else item
        here = place.below(str(number), item.get("id") or "" if is_named else "")
        yield from _of_block(block.child_block, value, here)


def _of_table(block, table, place):
    kinds = [block.child_blocks.get(column["type"]) for column in table["columns"]]
    for row in table["rows"]:
        for kind, value in zip(kinds, row["values"], strict=False):
            yield from _of_block(kind, value, place)
