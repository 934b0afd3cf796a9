"""Search results of trámites: their state here, their costo and where they are done."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import Q
from django.utils.translation import ngettext

from base.frame import Frame
from base.provincia import es_de_la_provincia
from base.publicas import publicas
from base.search_results import Encontrado
from base.tree import in_one_tree
from directorio.models import EntidadPage
from directorio.queries import entidades_de, sirve_a
from servidor.caches.fragments import kept_by_page
from servidor.rows import read_together

from .lugares import offices_of
from .models.local import CostoLocal, OficinaLocal
from .models.partes import Costo, OtraEntidad
from .models.responden import que_responden
from .models.tramite import TramitePage
from .palabras import costo_en_palabras, estado_visible
from .situacion import NO_SE_OFRECE, situacion_de

# Most offices read in one search: one entidad may have an office in every town.
_MOST_OFFICES = 200
_WHERE = ("title", "path", "depth", "depende_de", "calle", "numero", "entre", "y", "reparto")


def present(pks, indice, request):
    """Return {id: :class:`base.search_results.Encontrado`} for the public trámites in ``pks``.

    ``indice`` is the section of this portal. The data are cached for some seconds. To
    read them takes four queries for any number of trámites, and one more each if some name other
    entidades, or a type of entidad.
    """
    return kept_by_page("tramite-hallado", pks, lambda missing: _read(missing, indice, request))


def _read(pks, indice, request):
    found = publicas(TramitePage.objects.filter(pk__in=pks)).select_related(
        "locale", "clase_de_entidad", "entidad"
    )
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
        where = places.of(tramite, here.entidades)
    datos = (where,) if where else ()
    return {"precio": precio, "datos": datos, "estado": estado_visible(situacion)}


@dataclass
class _Rows:
    """Costos of one page, and the ids of the entidades that its rows name.

    Those of a trámite are the other entidades that answer; those of a trámite local, its offices.
    """

    costos: list = field(default_factory=list)
    entidades: list = field(default_factory=list)


def _read_rows(tramites, locales):
    """Return {page id: :class:`_Rows`}, read together."""
    rows = defaultdict(_Rows)
    if tramites:
        costos, otras, costos_locales, oficinas = read_together(
            *(model.objects.filter(page__in=tramites) for model in (Costo, OtraEntidad)),
            *(model.objects.filter(page__in=locales) for model in (CostoLocal, OficinaLocal)),
        )
        for costo in (*costos, *costos_locales):
            rows[costo.page_id].costos.append(costo)
        for named in (*otras, *oficinas):
            rows[named.page_id].entidades.append(named.entidad_id)
    return rows


class _Places:
    """Offices for the trámites found, in the portal of a request; one query reads them."""

    def __init__(self, tramites, locales, rows, request):
        self.site = Frame.for_request(request).site
        others = {tramite.pk: rows[tramite.pk].entidades for tramite in tramites}
        self.answering = que_responden(tramites, others, self.site)
        answering = [each for tramite in tramites for each in self.answering[tramite.pk]]
        keys = {each.clave for each in answering}
        keys.update(*(row.entidades for row in rows.values()))
        keys.update(local.ofrece_entidad_id for local in locales if local.ofrece_entidad_id)
        near = offices_of(answering)
        of_portal = entidades_de(self.site).filter(near).order_by().values("pk")
        named = publicas(EntidadPage.objects.filter(pk__in=keys)).order_by().values("pk")
        wanted = EntidadPage.objects.filter(Q(pk__in=of_portal) | Q(pk__in=named)).only(*_WHERE)
        found = wanted.order_by("-depth", "title", "pk")[:_MOST_OFFICES] if keys else ()
        self.offices = {office.pk: office for office in found}

    def of(self, tramite, chosen):
        """Return as text the ``chosen`` offices (ids), else those of the entidades that answer."""
        answering = self.answering[tramite.pk]
        offices = [self.offices[pk] for pk in chosen if pk in self.offices]
        if not offices:
            offices = [item for item in self.offices.values() if self._serves(item, answering)]
        # Leave out those without an address; offices of the municipality come first.
        offices = [office for office in offices if office.direccion] or offices
        offices.sort(key=lambda office: not self._is_own(office))
        if not offices:
            return self.named(answering[0].clave) if answering else ""
        first, *others = offices
        if not others:
            return self.named(first.pk)
        return ngettext(
            "%(oficina)s y %(total)d lugar más", "%(oficina)s y %(total)d lugares más", len(others)
        ) % {"oficina": first.title, "total": len(others)}

    def named(self, pk):
        """Return name and address of the office ``pk``; "" if it is not public."""
        office = self.offices.get(pk)
        return ", ".join(filter(None, [office.title, office.direccion])) if office else ""

    def _serves(self, office, answering):
        is_theirs = any(
            office.path.startswith(each.path) or office.depende_de_id == each.clave
            for each in answering
        )
        return is_theirs and (self._is_own(office) or sirve_a(office, self.site))

    def _is_own(self, office):
        return in_one_tree(office.path, self.site.root_page.path)
