"""The state of every obligación of the Government and of the entidades of a portal, by list."""

from dataclasses import dataclass, field

from django.db.models import OuterRef, Q, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _

from base.del_portal import publicas_del_portal
from base.frame import Frame
from base.idiomas import en_espanol
from base.links import Link
from directorio.cards import idioma_de
from directorio.models import EntidadPage
from documentos.models import FichaLey168Page, PublicacionDeOficio
from servidor.caches.fragments import fragment

from .cumplimiento import con_lugar, count_situations, situaciones
from .deberes import Deber, deberes_de
from .puntos import puntos
from .rules import es_del_gobierno
from .situacion import SituacionDeLaObligacion

GOBIERNO = "gobierno"
_MISSING = (SituacionDeLaObligacion.SIN_PUBLICAR, SituacionDeLaObligacion.VENCIDO)


@dataclass(frozen=True)
class ListaDeObligaciones:
    """The state of every obligación of the Government or of one entidad.

    ``ficha`` is the pk of the list page or None. The third part of each of ``estados`` is the pk
    of the row (a PublicacionDeOficio) or None.
    """

    valor: str
    titulo: str
    ficha: int | None
    # Translation key of the entidad; empty for the Government.
    clave: str
    estados: list[tuple[Deber, SituacionDeLaObligacion, int | None]] = field(repr=False)

    @property
    def es_del_gobierno(self):
        return self.valor == GOBIERNO

    @property
    def cuenta(self):
        return count_situations(situacion for _deber, situacion, _row in self.estados)

    @property
    def faltan(self):
        """The names of the missing obligaciones: not published, or expired."""
        return [deber.nombre for deber, situacion, _row in self.estados if situacion in _MISSING]

    def nombre(self, frame):
        """Return the name of the Government or of the entidad, for readers."""
        if not self.es_del_gobierno:
            return self.titulo
        if frame.es_provincial:
            return _("Gobierno Provincial")
        return _("Gobierno de %(nombre)s") % {"nombre": frame.nombre}


def listas(frame):
    """Return every list of the portal: that of the Government, then its entidades by name.

    Those without a list page come last; evacuation centres and offices without one are left out.
    """
    today = timezone.localdate()

    def compute():
        lists = con_lugar(publicas_del_portal(FichaLey168Page.objects.all(), frame))
        owner = EntidadPage.objects.filter(path=OuterRef("arriba")).values("translation_key")
        rows = lists.annotate(de=Subquery(owner[:1])).order_by().values_list("pk", "depth", "de")
        depths = {pk: depth for pk, depth, _owner in rows}
        stands = situaciones(lists, depths, today)
        government = next((pk for pk, depth in depths.items() if es_del_gobierno(depth)), None)
        # By translation key: the entidad and its list may be in different languages.
        owners = {owner: pk for pk, _depth, owner in rows if owner}
        of_entities = [
            _lista(str(pk), title, owners.get(key), str(key), stands)
            for pk, title, key in _entidades(frame, owners)
        ]
        return [
            _lista(GOBIERNO, "", government, "", stands),
            *sorted(of_entities, key=lambda item: item.ficha is None),
        ]

    return fragment(f"ley168-{frame.inicio.pk}-{today}", compute)


def _entidades(frame, owners):
    """Yield (pk, name, translation key) of the entidades to include, by name."""
    every = publicas_del_portal(EntidadPage.objects.all(), frame)
    is_asked = Q(depth=frame.inicio.depth + 2) & ~Q(tipo__es_evacuacion=True)
    told = every.filter(is_asked | Q(translation_key__in=list(owners)))
    for pk, title, key, locale in told.alphabetical().values_list(
        "pk", "title", "translation_key", "locale"
    ):
        is_readers = locale == frame.inicio.locale_id
        yield pk, title if is_readers else en_espanol(title), key


def _lista(value, title, ficha, key, stands):
    duties = deberes_de(gobierno=value == GOBIERNO)
    nothing = (SituacionDeLaObligacion.SIN_PUBLICAR, None)
    found = stands.get(ficha, {})
    states = [(deber, *found.get(deber.pk, nothing)) for deber in duties]
    return ListaDeObligaciones(value, title, ficha, key, states)


def estados(lists):
    """Return [(ListaDeObligaciones, Deber, situación, pk of the row or None)] of all ``lists``."""
    return [(item, *state) for item in lists for state in item.estados]


def hallados(found, request):
    """Return [{"de": Link, "punto": Punto}] for ``found``, elements of :func:`estados`.

    The link leads to the list page, or to the entidad if it has no list page.
    """
    found = list(found)
    keys = [row for _list, _deber, _situacion, row in found if row]
    rows = PublicacionDeOficio.objects.select_related("documento", "page").in_bulk(keys)
    points = puntos(((deber, rows.get(row)) for _list, deber, _situacion, row in found), request)
    lists = list({item.valor: item for item, *_rest in found}.values())
    links = {
        item.valor: Link(card["titulo"], card["url"])
        for item, card in zip(lists, tarjetas(lists, request), strict=True)
    }
    return [
        {"de": links[item.valor], "punto": point}
        for (item, *_rest), point in zip(found, points, strict=True)
    ]


def tarjetas(lists, request):
    """Return the cards of ``lists``, with two queries for any number of lists."""
    owners = EntidadPage.objects.in_bulk(
        [int(item.valor) for item in lists if not item.es_del_gobierno and not item.ficha]
    )
    pages = FichaLey168Page.objects.in_bulk([item.ficha for item in lists if item.ficha])
    return [_tarjeta(item, pages, owners, request) for item in lists]


def _tarjeta(item, pages, owners, request):
    """Return the card; ``url`` leads to the entidad if it has no list page."""
    is_of_entity = not item.es_del_gobierno
    page = pages[item.ficha] if item.ficha else is_of_entity and owners.get(int(item.valor))
    return {
        "titulo": item.nombre(Frame.for_request(request)),
        "url": page.get_url(request) if page else None,
        "tiene_lista": item.ficha is not None,
        "cuenta": item.cuenta,
        "faltan": item.faltan,
        "idioma": idioma_de(page, request) if page and is_of_entity else "",
    }
