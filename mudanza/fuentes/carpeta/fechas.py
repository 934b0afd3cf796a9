"""Finds when a saved page was published: in its metadata, or else in its text, in Spanish."""

import json
import re
from datetime import datetime

from django.utils import timezone

from ..codificacion import moment

_MONTHS = (
    "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre",
    "octubre", "noviembre", "diciembre",
)  # fmt: skip
_BY_START = {name[:3]: number for number, name in enumerate(_MONTHS, start=1)}
_IN_WORDS = re.compile(
    r"\b(\d{1,2})[º°]?\s{1,3}(?:de\s{1,3})?(ene|feb|mar|abr|may|jun|jul|ago|sep|set|oct|nov|dic)[a-z]{0,8}"
    r"\.?,?\s{1,3}(?:del?\s{1,3})?(\d{4})\b",
    re.IGNORECASE,
)
_IN_FIGURES = re.compile(r"\b(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})\b")
_METAS = (
    "article:published_time", "datePublished", "date", "DC.date.issued", "dcterms.created",
    "pubdate", "og:article:published_time",
)  # fmt: skip
_OF_A_DATE = (
    ".//*[contains(@class,'published') or contains(@class,'create') or contains(@class,'fecha') or "
    "contains(@class,'entry-date') or contains(@class,'post-date') or contains(@class,'posted-on')]"
)
_IN_ADDRESS = re.compile(r"\A(?:/[^/?]{1,40}){0,2}/(\d{4})/(\d{1,2})/(\d{1,2})/[^/?]")
_MOST_PLACES = 20
_BEGIN = 600  # first letters of a text in which a date is looked for


def date_of(tree, body, address):
    """Return (moment or None, whether the page has a date), by its tree, ``body`` and address.

    A page with an impossible date, as of the year 0000, has (None, True).
    """
    told = [*_of_metas(tree), *_of_json(tree), *_of_times(tree, body)]
    dates = [date for value in told if (date := _aware(value))]
    if of_address := _of_address(address):
        # The address has only the day; another date of the same day may add the hour.
        same = (
            date for date in dates if timezone.localdate(date) == timezone.localdate(of_address)
        )
        return next(same, of_address), True
    if dates:
        return dates[0], True
    seen = [*tree.iterfind(".//dd"), *tree.xpath(_OF_A_DATE)[:_MOST_PLACES]]
    for element in seen:
        text = " ".join(element.itertext())[:_BEGIN]
        if found := in_words(text) or _in_figures(text):
            return found, True
    found = in_words(" ".join(body.itertext())[:_BEGIN]) if body is not None else None
    return found, bool(found or told)


def _of_address(address):
    found = _IN_ADDRESS.match(address)
    return _day(*found.groups()) if found else None


def _of_metas(tree):
    metas = {
        meta.get("property") or meta.get("name") or meta.get("itemprop"): meta.get("content")
        for meta in tree.iterfind(".//meta")
    }
    return [metas[name] for name in _METAS if metas.get(name)]


def _of_json(tree):
    for script in tree.iterfind(".//script[@type='application/ld+json']"):
        try:
            yield from _published(json.loads(script.text or ""))
        except (ValueError, RecursionError):
            continue


def _published(value):
    if isinstance(value, dict):
        if isinstance(date := value.get("datePublished"), str):
            yield date
        value = value.get("@graph", [])
    if isinstance(value, list):
        for part in value:
            yield from _published(part)


def _of_times(tree, body):
    """Yield the dates in ``<time>`` elements of a page, without those of other pages."""
    times = tree.xpath(".//time[@datetime]")
    for time in times:
        if "ublished" in f"{time.get('itemprop', '')} {time.get('class', '')}":
            yield time.get("datetime")
    if body is None or body.getparent() is None:
        near = times if len({time.get("datetime") for time in times}) == 1 else []
    else:
        box = next(body.iterancestors("article"), body.getparent())
        near = box.iterfind(".//time[@datetime]")
    for time in near:
        yield time.get("datetime")


def _aware(value):
    found = moment(value)
    if found and "T" not in value and ":" not in value:
        # A day without an hour is in the time zone of the portal, not in UTC.
        return timezone.make_aware(found.replace(tzinfo=None))
    return found


def in_words(text):
    """Return the day that ``text`` has in words, as in «12 de marzo de 2019», or None."""
    found = _IN_WORDS.search(text)
    if not found:
        return None
    start = found[2].lower()
    return _day(found[3], _BY_START.get("sep" if start == "set" else start), found[1])


def _in_figures(text):
    found = _IN_FIGURES.search(text)
    return _day(found[3], found[2], found[1]) if found else None


def _day(year, month, day):
    try:
        date = datetime(int(year), int(month), int(day))  # noqa: DTZ001 - made aware below
    except ValueError:
        return None
    return moment(timezone.make_aware(date).isoformat())
