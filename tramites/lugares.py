"""Where a procedure is done, seen from one portal."""

from django.db.models import F, Q
from django.utils.translation import gettext as _

from base.frame import Frame
from base.publicas import publicas
from directorio.consultas import entidades_de, traducidas
from directorio.models import EntidadPage
from directorio.tarjetas import Enlace, tarjetas

from .models import TramitesIndexPage

# A page that lists more offices than that helps nobody: the entity's own page does.
_MOST = 12


def places(canonico, local, chosen, request):
    """Return the offices where it is done here, and two links to entities, or None for each.

    The offices are the ``chosen`` ones; else those of the entity that answers, as far as they
    serve this portal; else the entity itself. The links lead to the entity that answers, and
    to the one where it is done instead.
    """
    entidad, donde = canonico.entidad_id, local.ofrece_entidad_id if local else None
    others = [pk for pk in (entidad, donde) if pk]
    wanted = [pk for pk in chosen if pk]
    cards = _cards([*wanted, *others], request) if wanted else {}
    offices = [cards[pk] for pk in wanted if pk in cards]
    if not offices and entidad:
        cards = _cards_of(canonico.entidad, request)
        offices = list(cards.values())
    if missing := [pk for pk in others if pk not in cards]:
        cards |= _cards(missing, request)
    offices = offices or [cards[pk] for pk in [entidad] if pk in cards]
    # Of several, not the one that only stands for the others.
    reachable = [card for card in offices if card.direccion or card.telefono or card.horario]
    return reachable or offices, _link(cards.get(entidad)), _link(cards.get(donde))


def _cards_of(entidad, request):
    """Return the cards of the offices of an entity that serve this portal, by their keys."""
    of_entity = Q(path__startswith=entidad.path) | Q(depende_de=entidad)
    found = entidades_de(Frame.for_request(request).site).filter(of_entity)
    return _by_key(found, request, most=_MOST)


def _cards(pks, request):
    """Return the cards of those of ``pks`` that are public, by their keys."""
    return _by_key(publicas(EntidadPage.objects.filter(pk__in=pks)), request)


def _by_key(entities, request, *, most=None):
    """Return cards in the reader's language, by the keys of ``entities``."""
    frame = Frame.for_request(request)
    if frame.inicio.locale_id == frame.site.root_page.locale_id:
        entities = entities.annotate(original=F("pk"))
    else:
        entities = traducidas(entities, frame.inicio.locale_id)
    entities = list(entities.con_atencion().order_by("-depth", "title")[:most])
    cards = tarjetas(entities, request)
    return {entity.original: card for entity, card in zip(entities, cards, strict=True)}


def _link(card):
    return Enlace(card.titulo, card.url, card.idioma) if card else None


def municipal_addresses(canonico, request):
    """Return the addresses at which each municipality shows it; none outside the province.

    Where they are too many, one that leads to all.
    """
    frame = Frame.for_request(request)
    if not frame.es_provincial:
        return []
    if frame.son_muchos:
        path = canonico.get_url_parts(request)[2]
        return [Enlace(_("Elegir su municipio"), f"{frame.portales_url}?ruta={path}")]
    # A municipality need not have its section in every language.
    sections = publicas(TramitesIndexPage.objects.filter(locale=canonico.locale_id))
    by_site = {section.get_url_parts(request)[0]: section.presentation for section in sections}
    return [
        Enlace(record.nombre, by_site[record.site_id].get_shared_url(canonico, request))
        for record in frame.registros
        if not record.es_provincial and record.site_id in by_site
    ]
