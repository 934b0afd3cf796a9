"""What a search shows of procedures: whether they are to be had here, for how much and where."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import BigIntegerField, CharField, DateField, DecimalField, F, Q, Value
from django.db.models.functions import Cast
from django.utils.translation import ngettext

from base.frame import Frame
from base.hallazgos import Encontrado
from base.provincia import es_de_la_provincia
from base.publicas import publicas
from base.tree import in_one_tree
from directorio.consultas import entidades_de, sirve_a
from directorio.models import EntidadPage

from .models.local import CostoLocal, OficinaLocal
from .models.partes import Costo
from .models.tramite import TramitePage
from .palabras import costo_en_palabras, estado_en_palabras
from .situacion import NO_SE_OFRECE, situacion_de

# Of how many offices at most the nearest are sought: one entity may have one in every town.
_MOST_OFFICES = 200
# What stands in a row of the one kind, and is empty in one of the other.
_COLUMNS = {
    "entidad": Cast(Value(None), BigIntegerField()),
    "tipo": Cast(Value(""), CharField()),
    "importe": Cast(Value(None), DecimalField(max_digits=10, decimal_places=2)),
    "fuente": Cast(Value(""), CharField()),
    "fecha": Cast(Value(None), DateField()),
}
_PRICE = ["tipo", "importe", "fuente", "fecha"]
_WHERE = ("title", "path", "depth", "depende_de", "calle", "numero", "entre", "y", "reparto")


def present(pks, indice, request):
    """Return {key: :class:`base.hallazgos.Encontrado`} of the procedures ``pks`` that are public.

    ``indice`` is the section of this portal, which adapts those of the province. Four queries,
    however many they are.
    """
    found = publicas(TramitePage.objects.filter(pk__in=pks)).select_related("entidad", "locale")
    tramites = list(found)
    adapted = indice.adaptations(tramites)
    rows = _read_rows(tramites, adapted.values())
    places = _Places(tramites, adapted.values(), rows, request)
    return {
        tramite.pk: Encontrado(
            url=_url(tramite, indice, request),
            **_facts(tramite, adapted.get(tramite.translation_key), rows, places),
        )
        for tramite in tramites
    }


def _url(tramite, indice, request):
    if tramite.path.startswith(indice.path) or es_de_la_provincia(tramite.path):
        return indice.presentation.get_shared_url(tramite, request)
    return tramite.get_url(request)


def _facts(tramite, local, rows, places):
    situacion = situacion_de(tramite, local)
    here = rows[local.pk] if local else _Rows()
    if situacion == NO_SE_OFRECE:
        precio = ""
        where = local.ofrece_donde or places.named(local.ofrece_entidad_id)
    else:
        precio = costo_en_palabras(here.costos or rows[tramite.pk].costos)
        where = places.of(tramite, here.oficinas)
    datos = tuple(filter(None, [estado_en_palabras(situacion), where]))
    return {"precio": precio, "datos": datos}


@dataclass
class _Rows:
    """What the rows of one page say: prices, and the keys of the offices that it names."""

    costos: list = field(default_factory=list)
    oficinas: list = field(default_factory=list)


def _read_rows(tramites, locales):
    """Return {key of a page: its :class:`_Rows`}, all read at once."""
    first, *others = (
        _select(Costo, tramites, _PRICE),
        _select(CostoLocal, locales, _PRICE),
        _select(OficinaLocal, locales, ["entidad"]),
    )
    rows = defaultdict(_Rows)
    read = first.union(*others, all=True) if tramites else ()
    for page, _order, _pk, entidad, *price in sorted(read, key=lambda row: (row[1] or 0, row[2])):
        if entidad:
            rows[page].oficinas.append(entidad)
        elif price[0]:
            rows[page].costos.append(Costo(**dict(zip(_PRICE, price, strict=True))))
    return rows


def _select(model, pages, names):
    values = (F(name) if name in names else empty for name, empty in _COLUMNS.items())
    of_pages = model.objects.filter(page__in=[page.pk for page in pages])
    return of_pages.order_by().values_list(F("page"), F("sort_order"), F("pk"), *values)


class _Places:
    """The offices to which procedures lead in the portal of a request, found with one query."""

    def __init__(self, tramites, locales, rows, request):
        self.site = Frame.for_request(request).site
        entities = [tramite.entidad for tramite in tramites if tramite.entidad]
        keys = {entidad.pk for entidad in entities}
        keys.update(*(row.oficinas for row in rows.values()))
        keys.update(local.ofrece_entidad_id for local in locales if local.ofrece_entidad_id)
        near = Q(pk__in=[])
        for entidad in entities:
            near |= Q(path__startswith=entidad.path) | Q(depende_de=entidad)
        of_portal = entidades_de(self.site).filter(near).order_by().values("pk")
        named = publicas(EntidadPage.objects.filter(pk__in=keys)).order_by().values("pk")
        wanted = EntidadPage.objects.filter(Q(pk__in=of_portal) | Q(pk__in=named)).only(*_WHERE)
        found = wanted.order_by("-depth", "title", "pk")[:_MOST_OFFICES] if keys else ()
        self.offices = {office.pk: office for office in found}

    def of(self, tramite, chosen):
        """Return where ``tramite`` is done: the ``chosen`` offices, or those of its entity here."""
        offices = [self.offices[pk] for pk in chosen if pk in self.offices]
        if not offices and tramite.entidad:
            offices = [
                item for item in self.offices.values() if self._serves(item, tramite.entidad)
            ]
        # Of several, not the one that only stands for the others; those of the municipality first.
        offices = [office for office in offices if office.direccion] or offices
        offices.sort(key=lambda office: not self._is_own(office))
        if not offices:
            return self.named(tramite.entidad_id)
        first, *others = offices
        if not others:
            return self.named(first.pk)
        return ngettext(
            "%(oficina)s y %(total)d lugar más", "%(oficina)s y %(total)d lugares más", len(others)
        ) % {"oficina": first.title, "total": len(others)}

    def named(self, pk):
        """Return name and address of one of them; empty where it is not public."""
        office = self.offices.get(pk)
        return ", ".join(filter(None, [office.title, office.direccion])) if office else ""

    def _serves(self, office, entidad):
        is_its = office.path.startswith(entidad.path) or office.depende_de_id == entidad.pk
        return is_its and (self._is_own(office) or sirve_a(office, self.site))

    def _is_own(self, office):
        return in_one_tree(office.path, self.site.root_page.path)
