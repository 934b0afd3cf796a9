"""Where a procedure is done, seen from one portal."""

from django.db.models import Q

from base.chrome import Chrome
from base.publicas import publicas
from directorio.consultas import entidades_de
from directorio.fichas import Enlace, fichas
from directorio.models import EntidadPage

# A page that lists more offices than that helps nobody: the entity's own page does.
_MOST = 12


def offices(canonico, local, request):
    """Return the cards of the offices where it is done here.

    Those that the portal chose; else those of the responsible entity that serve it; else the
    entity itself.
    """
    chosen = [row.entidad_id for row in local.oficinas.all()] if local else []
    if found := _cards(chosen, request):
        return found
    if canonico.entidad is None:
        return []
    chrome = Chrome.for_request(request)
    of_entity = Q(path__startswith=canonico.entidad.path) | Q(depende_de=canonico.entidad)
    here = entidades_de(chrome.site, chrome.inicio).filter(of_entity)
    found = fichas(here.con_atencion().order_by("-depth", "title")[:_MOST], request)
    # Of several, not the one that only stands for the others.
    reachable = [card for card in found if card.direccion or card.telefono or card.horario]
    return reachable or found or _cards([canonico.entidad.pk], request)


def _cards(pks, request):
    """Return the cards of public entities in the order of ``pks``."""
    pks = [pk for pk in pks if pk]
    if not pks:
        return []
    found = publicas(EntidadPage.objects.filter(pk__in=pks)).con_atencion()
    return fichas(sorted(found, key=lambda entidad: pks.index(entidad.pk)), request)


def link(entidad, request):
    """Return the link to a public entity in the frame of this portal, or None."""
    cards = _cards([entidad.pk], request) if entidad else []
    return Enlace(cards[0].titulo, cards[0].url) if cards else None


def municipal_addresses(canonico, request):
    """Return the addresses at which each municipality shows it; none outside the province."""
    chrome = Chrome.for_request(request)
    if not chrome.es_provincial:
        return []
    path = canonico.get_url_parts(request)[2]
    return [
        Enlace(portal.nombre, f"{portal.url.rstrip('/')}{path}") for portal in chrome.municipios
    ]
