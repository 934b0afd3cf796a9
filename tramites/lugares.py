"""Places where a trámite is done, for the people of one portal."""

from django.db.models import Q
from django.utils.translation import gettext as _

from base.frame import Frame
from base.publicas import publicas
from directorio.cards import Enlace, tarjetas
from directorio.models import EntidadPage
from directorio.queries import en_el_idioma, entidades_de, read_con_atencion

from .models import TramitesIndexPage
from .models.responden import que_responden

# Most offices on the page of a trámite; the page of the entidad lists all of them.
_MOST = 12


def places(canonico, local, filas, request):
    """Return (cards of offices, links to the entidades that answer, link to the other place).

    ``filas`` are the rows of both pages. The offices are those that the municipality chose; else
    those of the entidades that answer, if they serve this portal; else these entidades themselves.
    The last link is that of ``local.ofrece_entidad``, or None.
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
    # Leave out cards without address, number and hours, such as a superior of the offices.
    reachable = [card for card in offices if card.direccion or card.telefono or card.horario]
    return reachable or offices, links, _link(cards.get(donde))


def _cards_of(answering, request):
    """Return {id: card} of the entidades ``answering`` and their offices that serve this portal."""
    found = entidades_de(Frame.for_request(request).site).filter(offices_of(answering))
    return _by_key(found, request, most=_MOST)


def offices_of(answering):
    """Return the condition on entidades: those in ``answering``, and their offices."""
    found = Q(depende_de__in=[each.clave for each in answering])
    for each in answering:
        found |= Q(path__startswith=each.path)
    return found


def _cards(pks, request):
    """Return {id: card} for the public entidades in ``pks``."""
    return _by_key(publicas(EntidadPage.objects.filter(pk__in=pks)), request)


def _by_key(entities, request, *, most=None):
    """Return {id in ``entities``: card in the reader's language}."""
    entities = en_el_idioma(entities, Frame.for_request(request))
    entities = read_con_atencion(entities.order_by("-depth", "title")[:most])
    cards = tarjetas(entities, request)
    return {entity.original: card for entity, card in zip(entities, cards, strict=True)}


def _link(card):
    return Enlace(card.titulo, card.url, card.idioma) if card else None


def municipal_addresses(canonico, request):
    """Return links to the trámite in each municipality; none outside the province's portal.

    If there are too many municipalities, return one link to the page that lists them.
    """
    frame = Frame.for_request(request)
    if not frame.es_provincial:
        return []
    if frame.son_muchos:
        path = canonico.get_url_parts(request)[2]
        return [Enlace(_("Elegir su municipio"), f"{frame.portales_url}?ruta={path}")]
    # Some municipalities have no section in this language.
    sections = publicas(TramitesIndexPage.objects.filter(locale=canonico.locale_id))
    by_site = {section.get_url_parts(request)[0]: section.presentation for section in sections}
    return [
        Enlace(record.nombre, by_site[record.site_id].get_shared_url(canonico, request))
        for record in frame.abiertos
        if not record.es_provincial and record.site_id in by_site
    ]
