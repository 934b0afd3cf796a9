"""The round (vuelta): reads the links of all pages and checks due addresses, in small portions."""

import logging
from datetime import timedelta
from itertools import islice
from time import monotonic

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, F, Max, Min, OuterRef, Q
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from wagtail.models import Page

from aislamiento.apagadas import encendidas
from base.homes import portal_records
from base.models import PortalSettings
from base.publicas import publicadas
from base.tree import container_path, from_homes_down

from . import externos, internos
from .destinos import read_target
from .extraccion import links_of
from .models import Direccion, Estado, Lugar, Vuelta

logger = logging.getLogger(__name__)

# One round through all pages a day; the other values limit what each call reads and checks.
_BETWEEN_ROUNDS = timedelta(hours=20)
_PAGES = 40
_OWN, _SECONDS_FOR_OWN = 200, 5
_MOST_LINKS = 2000  # of one page
_HOSTS = 10
_CANDIDATES = 300
_SECONDS = 15  # for all servers of one call
_SECONDS_FOR_LINE = 9  # in addition, if none of these servers answered
_WITHOUT_LINE = timedelta(minutes=10)
_CONTROLS = 2
# The lock expires after this time, in case its process was killed.
_CLAIM = timedelta(minutes=10)


def go_on():
    """Do one portion, unless another process is at work; return how many addresses it took up."""
    Vuelta.objects.get_or_create(pk=1)
    now = timezone.now()
    free = Q(ocupada_hasta=None) | Q(ocupada_hasta__lt=now)
    if not Vuelta.objects.filter(free, pk=1).update(ocupada_hasta=now + _CLAIM):
        return 0
    vuelta = Vuelta.objects.get(pk=1)
    try:
        with translation.override(settings.LANGUAGE_CODE):
            _read_published(vuelta, now)
            _read_portion(vuelta, now)
            looked = _look_at_own()
            if settings.ENLACES_EXTERNOS:
                looked += _look_outside(vuelta)
        return looked
    finally:
        vuelta.ocupada_hasta = None
        vuelta.save()


# --- The places of links -----------------------------------------------------------------------


def _published():
    # An alias page has the links of its source.
    return encendidas(publicadas(Page.objects.filter(from_homes_down(), alias_of=None)))


def _read_published(vuelta, now):
    """Read the pages published since the last call: an editor who mends a link sees it gone."""
    since, vuelta.publicadas_hasta = vuelta.publicadas_hasta, now
    if since is None:
        return
    new = _published().filter(last_published_at__gt=since).order_by("last_published_at")
    some = list(new.specific()[:_PAGES])
    if len(some) == _PAGES:
        # The next call begins after this moment, so this one reads all pages of it.
        last = vuelta.publicadas_hasta = some[-1].last_published_at
        same = new.filter(last_published_at=last)
        some += same.exclude(pk__in=[page.pk for page in some]).specific()
    for page in some:
        _keep(page)


def _read_portion(vuelta, now):
    is_over = vuelta.termino is not None and vuelta.termino >= vuelta.empezo
    if vuelta.empezo is None or (is_over and now - vuelta.empezo >= _BETWEEN_ROUNDS):
        vuelta.empezo, vuelta.hasta = now, 0
    elif is_over:
        return
    some = list(_published().filter(pk__gt=vuelta.hasta).order_by("pk").specific()[:_PAGES])
    for page in some:
        _keep(page)
        vuelta.hasta = page.pk
    if len(some) < _PAGES:
        _finish()
        vuelta.termino = timezone.now()


def _keep(page):
    place = container_path(page.path)
    sites = (record.site for record in portal_records())
    site = next((site for site in sites if container_path(site.root_page.path) == place), None)
    if site is not None:
        rows = Lugar.objects.filter(page=page.pk)
        _keep_links(rows, page, site, page.full_url or site.root_url)


def _keep_links(rows, record, site, base):
    """Store the links of ``record``; log errors, so that the other records are still read."""
    try:
        _replace(rows, record, site, base)
    except Exception:
        name = type(record)._meta.model_name
        logger.exception("the links of %s %s were not read", name, record.pk)


def _finish():
    """Read the settings of the portals; delete links of unpublished pages and unused addresses."""
    for record in PortalSettings.objects.select_related("site"):
        rows = Lugar.objects.filter(page=None, site=record.site_id)
        _keep_links(rows, record, record.site, record.site.root_url)
    shown = _published().filter(pk=OuterRef("page"))
    Lugar.objects.filter(~Exists(shown), page__isnull=False).delete()
    Direccion.objects.filter(lugares=None).delete()


@transaction.atomic
def _replace(rows, record, site, base):
    """Make ``rows``, the :class:`Lugar` of ``record``, match the links that it has now."""
    found = {}
    for link in islice(links_of(record), _MOST_LINKS):
        target = read_target(link.destino, base)
        if target is not None:
            found[(target, link.lugar, link.camino, link.texto)] = None
    known = _directions(dict.fromkeys(target for target, *_place in found))
    page = record if isinstance(record, Page) else None
    wanted = dict.fromkeys((known[target.clave], *place) for target, *place in found)
    fields = ("direccion_id", "lugar", "camino", "texto")
    kept = {tuple(row): pk for pk, *row in rows.values_list("pk", *fields)}
    gone = [pk for row, pk in kept.items() if row not in wanted]
    Lugar.objects.filter(pk__in=gone).delete()
    Lugar.objects.bulk_create(
        Lugar(site=site, page_id=page and page.pk, **dict(zip(fields, row, strict=True)))
        for row in wanted
        if row not in kept
    )


def _directions(targets):
    """Return {destino: primary key of its :class:`Direccion`}; create the rows that are missing."""
    Direccion.objects.bulk_create(
        [
            Direccion(destino=target.clave, host=target.host, es_interna=target.es_interno)
            for target in targets
        ],
        ignore_conflicts=True,
    )
    own = {target.clave: target.es_interno for target in targets}
    rows = Direccion.objects.filter(destino__in=own)
    found = list(rows.values_list("destino", "pk", "es_interna"))
    for destino, pk, was_own in found:
        if was_own != own[destino]:
            # The host became one of ours, or is no longer: earlier results are not valid.
            Direccion.objects.get(pk=pk).begin_anew(own[destino])
    return {destino: pk for destino, pk, _was_own in found}


# --- Checking due addresses --------------------------------------------------------------------


def _due(**which):
    due = Direccion.objects.filter(revisar_el__lte=timezone.now(), **which)
    return due.order_by("revisar_el", "pk")


def _look_at_own():
    own = list(_due(es_interna=True)[:_OWN])
    internos.look(own, seconds=_SECONDS_FOR_OWN)
    return len(own)


def _look_outside(vuelta):
    """Check due addresses, one per host, so that no host gets two in one call; return how many."""
    now = timezone.now()
    if vuelta.sin_linea_el and now - vuelta.sin_linea_el < _WITHOUT_LINE:
        return 0
    hosts = _whose_turn_it_is()
    end = monotonic() + _SECONDS
    asked = []
    for host in hosts:
        direccion = _due(es_interna=False, host=host).first()
        if direccion is None:  # another process asked, or the link is gone
            continue
        found = _ask(direccion.destino, end)
        if asked and monotonic() >= end:
            # This address did not have the whole time: drop the result and leave it due.
            break
        asked.append((direccion, found))
    if not asked:
        return 0
    if not any(found.contesto for _direccion, found in asked) and not _has_line(hosts):
        vuelta.sin_linea_el = now
        return 0
    vuelta.sin_linea_el = None
    for direccion, found in asked:
        with direccion.noting():
            found.note_on(direccion)
        if found.espera:
            later = timezone.now() + timedelta(seconds=found.espera)
            same = Direccion.objects.filter(host=direccion.host, revisar_el__lt=later)
            same = same.exclude(pk=direccion.pk)
            same.update(revisar_el=later)
    return len(asked)


def _whose_turn_it_is():
    """Return at most ``_HOSTS`` hosts with an address that is due.

    The host whose last check is longest ago comes first; otherwise one host with thousands of
    links would keep all others waiting.
    """
    due = Q(revisar_el__lte=timezone.now())
    hosts = Direccion.objects.filter(es_interna=False).values("host")
    hosts = hosts.annotate(since=Min("revisar_el", filter=due), last=Max("mirada_el"))
    hosts = hosts.filter(since__isnull=False)
    hosts = hosts.order_by(F("last").asc(nulls_first=True), "since", "host")
    return [row["host"] for row in hosts[:_HOSTS]]


def _ask(url, end):
    try:
        return externos.look(url, end)
    except Exception:
        logger.exception("an address was not asked for")
        return externos.Veredicto(_("No se pudo mirar."))


def _has_line(asked):
    """Whether any server answers: two that did lately, then those of ``ENLACES_CONTROL``."""
    well = Direccion.objects.filter(es_interna=False, estado__in=(Estado.BIEN, Estado.MUDADO))
    lately = well.exclude(host__in=asked).order_by("-mirada_el")
    hosts = {}
    for direccion in lately[:_CANDIDATES]:
        hosts.setdefault(direccion.host, direccion.destino)
    controls = [*list(hosts.values())[:_CONTROLS], *settings.ENLACES_CONTROL]
    end = monotonic() + _SECONDS_FOR_LINE
    share = _SECONDS_FOR_LINE / max(len(controls), 1)
    return any(_ask(url, min(monotonic() + share, end)).contesto for url in controls)
