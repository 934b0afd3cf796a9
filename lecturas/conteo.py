"""Counts of readings per page and day, made from the log of readings of the web server."""

from collections import Counter, defaultdict
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils.timezone import localdate
from wagtail.models import Page

from base.homes import portal_homes, portal_records

from .models import Jornada, Lectura, Llegada, Marca, NoEncontrada
from .no_encontradas import MOST_AT_ONCE, as_it_is_kept, end_days, forget_rare
from .registro import next_lines, parse

_CHUNK = 500


def count(path):
    """Count the new lines of the log at ``path``; return the number of readings among them."""
    total = 0
    while True:
        with transaction.atomic():
            marca, _is_new = Marca.objects.select_for_update().get_or_create(pk=1)
            lines = next_lines(path, marca)
            marca.save()
            if not lines:
                return total
            total += _write([found for line in lines if (found := parse(line))])


def _write(asked):
    hours = defaultdict(int)
    for peticion in asked:
        hours[peticion.momento.date()] |= 1 << peticion.momento.hour
    of_persons = [peticion for peticion in asked if peticion.es_de_persona]
    readings = [peticion for peticion in of_persons if not peticion.falta]
    pages = _pages_of({(peticion.host, peticion.path) for peticion in readings})
    read, arrived = Counter(), Counter()
    for peticion in readings:
        if place := pages.get((peticion.host, peticion.path)):
            site, page = place
            day = peticion.momento.date()
            read[(site, page, day)] += 1
            if peticion.palabras:
                arrived[(page, peticion.palabras, day)] += 1
    _add(Lectura, ("site_id", "page_id", "dia"), read)
    _add(Llegada, ("page_id", "palabras", "dia"), arrived)
    _add_missing([peticion for peticion in of_persons if peticion.falta])
    for day, bits in hours.items():
        jornada, _is_new = Jornada.objects.get_or_create(dia=day)
        Jornada.objects.filter(pk=jornada.pk).update(horas=F("horas").bitor(bits))
    return sum(read.values())


def _add_missing(asked):
    """Count the requests for missing addresses, and store only the most requested ones."""
    site_of = {record.site.hostname: record.site_id for record in portal_records()}
    missing = Counter()
    for peticion in asked:
        site, ruta = site_of.get(peticion.host), as_it_is_kept(peticion.path)
        if site and ruta:
            missing[(site, ruta, peticion.momento.date())] += 1
    _add(NoEncontrada, ("site_id", "ruta", "dia"), dict(missing.most_common(MOST_AT_ONCE)))
    for site, day in {(site, day) for site, _ruta, day in missing}:
        forget_rare(site, day)


def _add(model, fields, counted):
    """Add ``counted`` ({key: times}) to the rows; the lock on ``Marca`` lets one process count."""
    for key, times in counted.items():
        row, is_new = model.objects.get_or_create(
            **dict(zip(fields, key, strict=True)), defaults={"veces": times}
        )
        if not is_new:
            model.objects.filter(pk=row.pk).update(veces=F("veces") + times)


def _pages_of(addresses):
    """Return {(host, path): (site id, page id)} for the ``addresses`` of live pages.

    A page of the province is found if its path is the same in this portal and in the province's, or
    if it has «provincia/» after the section here, as entidades, avisos and normas have.
    """
    site_of = {record.site.hostname: record.site_id for record in portal_records()}
    ways = {address: _ways(*address) for address in addresses if address[0] in site_of}
    wanted = sorted({way for found in ways.values() for way in found})
    known = {}
    for start in range(0, len(wanted), _CHUNK):
        some = wanted[start : start + _CHUNK]
        pages = Page.objects.filter(live=True, url_path__in=some)
        known |= dict(pages.order_by().values_list("url_path", "pk"))
    return {
        address: (site_of[address[0]], known[way])
        for address, found in ways.items()
        if (way := next((way for way in found if way in known), None))
    }


def _ways(host, path):
    """Return the possible ``url_path`` values of ``path``: in the portal, then in the province."""
    language, rest = settings.LANGUAGE_CODE, path.lstrip("/")
    first, _slash, below = rest.partition("/")
    if first in dict(settings.LANGUAGES) and first != language:
        language, rest = first, below
    records = portal_records()
    own = [record for record in records if record.site.hostname == host]
    province = [record for record in records if record.es_provincial]
    keys = [record.site.root_page.translation_key for record in own + province]
    homes = {
        home.translation_key: home.url_path
        for home in portal_homes()
        if home.locale.language_code == language
    }
    ways = [f"{homes[key]}{rest}" for key in keys if key in homes]
    section, _slash, below = rest.partition("/")
    if below.startswith("provincia/"):
        shared = f"{section}/{below.removeprefix('provincia/')}"
        ways += [f"{homes[key]}{shared}" for key in keys[len(own) :] if key in homes]
    return ways


def purge():
    """Delete the rows older than ``LECTURAS_DIAS``; return how many.

    Missing addresses have their own term, ``NO_ENCONTRADAS_DIAS``; rare ones are deleted daily.
    """
    kept = dict.fromkeys((Lectura, Llegada, Jornada), settings.LECTURAS_DIAS)
    kept[NoEncontrada] = settings.NO_ENCONTRADAS_DIAS
    today = localdate()
    return end_days(today) + sum(
        model.objects.filter(dia__lt=today - timedelta(days=days)).delete()[0]
        for model, days in kept.items()
    )
