"""Where a procedure is done, seen from one portal."""

from django.db.models import Q
from django.utils.translation import gettext as _

from base.frame import Frame
from base.publicas import publicas
from directorio.cards import Enlace, tarjetas
from directorio.models import EntidadPage
from directorio.queries import en_el_idioma, entidades_de, read_con_atencion

from .models import TramitesIndexPage
from .models.responden import que_responden

# A page that lists more offices than that helps nobody: the entity's own page does.
_MOST = 12


def places(canonico, local, filas, request):
    """Return the offices where it is done here, and links to entities.

    ``filas`` are the rows of the one and of the other. The offices are those that the
    municipality chose; else those of the entities that answer, as far as they serve this
    portal; else these themselves. The links lead to those that answer, and to the one where it
    is done instead, or None.
    """
    propias, locales = filas
    others = {canonico.pk: [row.entidad_id for row in propias["otras_entidades"]]}
    site = Frame.for_request(request).site
    answering = que_responden([canonico], others, site)[canonico.pk]
    keys, donde = [each.clave for each in answering], local.ofrece_entidad_id if local else None
    linked = [*keys, *filter(None, [donde])]
    wanted = [row.entidad_id for row in locales["oficinas"] if row.entidad_id]
    cards = _cards([*wanted, *linked], request) if wanted else {}
    offices = [cards[pk] for pk in wanted if pk in cards]
    if not offices and answering:
        cards = _cards_of(answering, request)
        offices = list(cards.values())
    if missing := [pk for pk in linked if pk not in cards]:
        cards |= _cards(missing, request)
    links = [_link(cards[pk]) for pk in keys if pk in cards]
    offices = offices or [cards[pk] for pk in keys if pk in cards]
    # Of several, not the one that only stands for the others.
    reachable = [card for card in offices if card.direccion or card.telefono or card.horario]
    return reachable or offices, links, _link(cards.get(donde))


def _cards_of(answering, request):
    """Return the cards of the offices of entities that serve this portal, by their keys."""
    found = entidades_de(Frame.for_request(request).site).filter(offices_of(answering))
    return _by_key(found, request, most=_MOST)


def offices_of(answering):
    """A condition on entities: those that ``answering`` names, and their offices."""
    found = Q(depende_de__in=[each.clave for each in answering])
    for each in answering:
        found |= Q(path__startswith=each.path)
    return found


def _cards(pks, request):
    """Return the cards of those of ``pks`` that are public, by their keys."""
    return _by_key(publicas(EntidadPage.objects.filter(pk__in=pks)), request)


def _by_key(entities, request, *, most=None):
    """Return cards in the reader's language, by the keys of ``entities``."""
    entities = en_el_idioma(entities, Frame.for_request(request))
    entities = read_con_atencion(entities.order_by("-depth", "title")[:most])
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
        for record in frame.abiertos
        if not record.es_provincial and record.site_id in by_site
    ]
