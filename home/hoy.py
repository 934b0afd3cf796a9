"""Top of a front page: telephones to call today, and an office that is open now."""

from dataclasses import dataclass, field
from datetime import UTC, datetime

from django.db.models import Q
from django.utils import timezone

from base.frame import Frame
from base.links import TelephoneLink
from base.nombres import con_idioma
from base.tree import NOWHERE
from directorio.cards import TarjetaDeEntidad, indice_de, is_own, tarjeta_base
from directorio.queries import en_el_idioma, entidades_de, principales, read_con_atencion
from directorio.vigencia import note_states, states
from servidor.caches.fragments import fragment
from tramites.models import TramitesIndexPage

_MOST_SERVICES = 3
_NEVER = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True)
class Hoy:
    """``oficina`` handles trámites; of those open now, it closes last."""

    telefonos: list[TelephoneLink] = field(default_factory=list)
    oficina: TarjetaDeEntidad | None = None


def hoy(request):
    """Return the :class:`Hoy` of the portal of ``request``; empty without a directory."""
    frame = Frame.for_request(request)
    if indice_de(request) is None:
        return Hoy()
    kept = fragment(f"hoy-{frame.inicio.pk}", lambda: _read(request))
    now = timezone.now()
    urgent, basic, offices = ([card.at(now) for card in cards] for cards in kept)
    note_states(request, states([*urgent, *basic, *offices]))
    # Services that answer now come first: people need water at night too.
    basic.sort(key=lambda card: not _answers(card, now))
    return Hoy(
        telefonos=[
            TelephoneLink(
                con_idioma(card.titulo, card.idioma),
                card.telefono.texto,
                card.telefono.url,
                _detail(card, now),
            )
            for card in [*urgent, *basic[:_MOST_SERVICES]]
        ],
        oficina=_chosen(offices),
    )


def _answers(card, now):
    office = card.atencion.estado if card.atencion else None
    return card.telefono.answers(office, now)


def _detail(card, now):
    """Return why to call although the office is closed, or that it is closed; "" if it is open."""
    if card.atencion is None or card.atencion.abierto:
        return ""
    return card.telefono.rotulo if _answers(card, now) else card.atencion.titulo


def _read(request):
    """Return (emergency, basic service, office that handles trámites) lists of cards."""
    frame = Frame.for_request(request)
    site, indice = frame.site, indice_de(request)
    every = entidades_de(site)
    basic = principales(every, site, site.root_page).filter(tipo__es_basico=True)
    to_call = Q(tipo__es_emergencia=True) | Q(pk__in=basic.order_by().values("pk"))
    wanted = every.filter(to_call | _do_procedures(frame))
    urgent, services, offices = [], [], []
    for entidad in read_con_atencion(en_el_idioma(wanted, frame).alphabetical()):
        card = tarjeta_base(entidad, request, indice)
        if entidad.tipo and (entidad.tipo.es_emergencia or entidad.tipo.es_basico):
            if card.telefonos:
                (urgent if entidad.tipo.es_emergencia else services).append(card)
        elif card.horario and is_own(entidad, request):
            offices.append(card)
    return urgent, services, offices


def _do_procedures(frame):
    """Return a condition (``Q``): a trámite names the entidad, or the one it depends on."""
    tramites = frame.seccion_original(TramitesIndexPage)
    if tramites is None:
        return NOWHERE
    named = tramites.tramites().order_by().values("entidad")
    return Q(pk__in=named) | Q(depende_de__in=named)


def _chosen(offices):
    is_open = (card for card in offices if card.atencion and card.atencion.abierto)
    return max(is_open, key=lambda card: card.atencion.estado.cambia or _NEVER, default=None)
