"""Comparison classes for two versions of a page, used wherever the admin shows a difference.

Wagtail's own classes also compare the keys of blocks and paragraphs, and show only the words of
a text.
"""

from collections import defaultdict
from copy import copy
from datetime import date, datetime, time

from bs4 import BeautifulSoup
from django.db import models
from django.utils import timezone
from django.utils.formats import date_format, time_format
from django.utils.html import escape, format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin.compare import (
    BlockComparison,
    FieldComparison,
    StreamBlockComparison,
    StreamFieldComparison,
    TextDiff,
    TextFieldComparison,
    diff_text,
    register_comparison_class,
)
from wagtail.fields import RichTextField, StreamField
from wagtail.rich_text import expand_db_html
from wagtail.utils.text import text_from_html

from moderacion.revisiones import words_of


class ValueComparison(FieldComparison):
    """Comparison of dates, times, numbers and booleans in the format that people write.

    Wagtail would print «None», «True», «2026-11-24», «08:00:00».
    """

    def has_changed(self):
        # Saving a form without changes drops the seconds.
        return super().has_changed() and self.describe(self.val_a) != self.describe(self.val_b)

    def htmldiff(self):
        before, after = self.describe(self.val_a), self.describe(self.val_b)
        if before == after:
            return escape(after)
        changes = [("deletion", before), ("addition", after)]
        return TextDiff([change for change in changes if change[1]], separator=" ").to_html()

    def describe(self, value):
        if isinstance(value, bool):
            return _("Sí") if value else _("No")
        if isinstance(value, datetime):
            return date_format(timezone.localtime(value), "DATETIME_FORMAT")
        if isinstance(value, date):
            return date_format(value, "DATE_FORMAT")
        if isinstance(value, time):
            return time_format(value, "TIME_FORMAT")
        return "" if value is None else str(value)


for _field_class in (
    models.BooleanField,
    models.DateField,
    models.DecimalField,
    models.FloatField,
    models.IntegerField,
    models.TimeField,
):
    register_comparison_class(_field_class, comparison_class=ValueComparison)


def _with_addresses(html):
    """Return the plain text of ``html``, with the URL after each link."""
    soup = BeautifulSoup(expand_db_html(html), "html.parser")
    for link in soup.find_all("a", href=True):
        link.append(f" [{link['href']}]")
    return text_from_html(str(soup))


def _diff_of_texts(before, after):
    """Return the HTML difference of two rich texts; if only the format changed, say so."""
    words_before, words_after = _with_addresses(before), _with_addresses(after)
    html = diff_text(words_before, words_after).to_html()
    if words_before == words_after and words_of(before) != words_of(after):
        note = _("Las palabras son las mismas; cambió el formato (negritas, listas, títulos…).")
        return format_html("{} <em>{}</em>", html, note)
    return html


class PalabrasComparison(TextFieldComparison):
    def has_changed(self):
        return words_of(self.val_a) != words_of(self.val_b)


class TextoComparison(PalabrasComparison):
    def htmldiff(self):
        return _diff_of_texts(self.val_a or "", self.val_b or "")


class BloqueDeTextoComparison(BlockComparison):
    def htmlvalue(self, val):
        return escape(_with_addresses(val.source))

    def htmldiff(self):
        before, after = (value.source if value else "" for value in (self.val_a, self.val_b))
        return _diff_of_texts(before, after)


class BloquesComparison(StreamBlockComparison):
    """Comparison block by block; unchanged blocks are folded between the changed ones."""

    def __init__(self, block, before, after):
        before = list(before)
        super().__init__(block, True, True, before, _with_keys_of(before, list(after)))

    def htmldiff(self):
        parts, same = [], []
        for comparison in self.get_block_comparisons():
            kind, html = _describe(comparison)
            if kind is None:
                same.append(html)
                continue
            parts += [*_fold(same), _child(kind, html)]
            same = []
        parts += _fold(same)
        return format_html_join("\n", "{}", ((part,) for part in parts))


def _describe(comparison):
    """Return (CSS class, HTML) of one block; the class is None for an unchanged block."""
    block, before, after = comparison.block, comparison.val_a, comparison.val_b
    if comparison.is_new():
        kind, html = "addition", comparison.htmlvalue(after)
    elif comparison.is_deleted():
        kind, html = "deletion", comparison.htmlvalue(before)
    elif _words_of(block, before) == _words_of(block, after):
        kind, html = None, comparison.htmlvalue(before)
    else:
        kind, html = "", comparison.htmldiff()
    return kind, format_html("<strong>{}</strong> {}", block.label, html)


def _child(kind, html):
    return format_html('<div class="comparison__child-object {}">{}</div>', kind, html)


def _fold(same):
    if same:
        said = ngettext("%(n)d bloque sin cambios", "%(n)d bloques sin cambios", len(same))
        yield format_html(
            '<details class="comparison__iguales"><summary>{}</summary>{}</details>',
            said % {"n": len(same)},
            format_html_join("\n", "{}", ((_child("", html),) for html in same)),
        )


def _with_keys_of(before, after):
    """Return the blocks of ``after``; a block with the content of one in ``before`` gets its key.

    A block that got no key from a form gets a new key each time the page is saved.
    """
    known = {child.id for child in after}
    spare = defaultdict(list)
    for child in before:
        if child.id not in known:
            spare[_said(child)].append(child.id)
    taken = {child.id for child in before}
    rekeyed = []
    for child in after:
        if child.id not in taken and (keys := spare[_said(child)]):
            child = copy(child)
            child.id = keys.pop(0)
        rekeyed.append(child)
    return rekeyed


def _said(child):
    return child.block_type, repr(_words_of(child.block, child.value))


def _words_of(block, value):
    return words_of(block.get_prep_value(value))


class CuerpoComparison(StreamFieldComparison):
    def has_changed(self):
        before, after = ([_said(child) for child in value] for value in (self.val_a, self.val_b))
        return before != after

    def htmldiff(self):
        return BloquesComparison(self.field.stream_block, self.val_a, self.val_b).htmldiff()


register_comparison_class(models.CharField, comparison_class=PalabrasComparison)
register_comparison_class(models.TextField, comparison_class=PalabrasComparison)
register_comparison_class(StreamField, comparison_class=CuerpoComparison)
register_comparison_class(RichTextField, comparison_class=TextoComparison)


def comparison_of_text(block):
    return BloqueDeTextoComparison
