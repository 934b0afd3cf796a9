"""Views of planteamientos: the board of a portal, the list, and the comparison."""

from django.db.models import Count, Prefetch, Subquery
from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from base.compartir import share_links, share_page
from base.frame import Frame
from base.idiomas import en_espanol
from base.links import Link
from base.listing import Filter, PublicList
from base.nombres import con_idioma, nombre_de
from base.states import states_of
from base.texto import plain
from directorio.cards import entidades_publicas, idioma_de
from directorio.partes import ParteDeEntidad
from directorio.queries import publica
from gobierno.models import CifraDePlanteamientos
from graficos import Tabla
from servidor.caches.fragments import UNTIL_ANNOUNCED, fragment, published_fragment

from .detalle import Detalle, enlaces_de, evolucion
from .estados import EstadoDePlanteamiento, Origen, Recuento, cabeceras
from .exports import Planteamientos, UnoAUno
from .municipios import ComparacionDePlanteamientos, contexto
from .queries import consejos_publicos, informes_de, orden_de, planteamientos_de, seccion

_AT_ONCE = 500


def tablero(index, request):
    """Render the board: the last informe of a mandato and the chart of its quarters."""
    frame = Frame.for_request(request, index)
    url = index.get_url(request) or ""
    reports = published_fragment(
        request,
        f"informes-{index.pk}",
        lambda: list(informes_de(frame)),
        UNTIL_ANNOUNCED,
    )
    mandates = sorted({report.mandato for report in reports}, key=orden_de, reverse=True)
    asked = request.GET.get("mandato")
    newest = next(iter(mandates), None)
    mandate = asked if asked in mandates else newest
    query = f"?mandato={mandate}" if mandate != newest else ""
    of_mandate = [report for report in reports if report.mandato == mandate]
    shown = published_fragment(
        request,
        f"tablero-{index.pk}-{mandate}",
        lambda: _figures(of_mandate, url, request),
        UNTIL_ANNOUNCED,
    )
    return index.render(
        request,
        context_overrides=shown
        | {
            "titulo_pagina": (
                _("%(titulo)s, mandato %(mandato)s") % {"titulo": index.title, "mandato": mandate}
                if query
                else index.title
            ),
            "canonica": frame.absolute(f"{url}{query}"),
            "mandatos": [
                Link(
                    _("Mandato %(mandato)s") % {"mandato": name},
                    f"{url}?mandato={name}",
                    actual=name == mandate,
                )
                for name in mandates
            ],
            "lista_url": f"{url}lista/" if index.muestra_planteamientos else "",
            "csv_url": f"{url}csv/",
            "json_url": f"{url}json/",
            "compartir": share_page(index, request),
        },
    )


def _figures(reports, url, request):
    """Return what the board shows of the ``reports`` of one mandato, the newest first."""
    cifras = CifraDePlanteamientos.objects
    latest = reports[0] if reports else None
    rows = list(cifras.filter(page=latest)) if latest else []
    return {
        "informe": latest,
        "detalle": latest and Detalle(latest, rows, enlaces_de(rows, request), request),
        "evolucion": evolucion(reports, cifras.filter(page__in=reports)),
        "informes": [
            Link(con_idioma(report.title, idioma_de(report, request)), report.get_url(request))
            for report in reports
        ],
        "municipios": (
            contexto(ComparacionDePlanteamientos(request)) | {"url": f"{url}municipios/"}
            if Frame.for_request(request).es_provincial
            else None
        ),
    }


def cifras_csv(index, request):
    Frame.for_request(request, index)
    return Planteamientos(request).as_csv()


def cifras_json(index, request):
    titulo = Frame.for_request(request, index).titulo
    conjunto = Planteamientos(request)
    return conjunto.as_json({"portal": titulo, "cifras": list(conjunto.registros())})


def de_la_entidad(entidad, request):
    """Return the part of the page of an entidad with its figures in the last informe, or None."""
    frame = Frame.for_request(request)
    key = entidad.translation_key
    of_entity = CifraDePlanteamientos.objects.filter(entidad__translation_key=key)
    single = planteamientos_de(frame).filter(entidad__translation_key=key)
    newest = informes_de(frame).filter(pk__in=of_entity.values("page")).values("pk")[:1]
    rows = list(
        of_entity.filter(page__in=newest)
        .select_related("page")
        .annotate(en_lista=Subquery(single.order_by().values("entidad")[:1]))
    )
    if not rows:
        return None
    report = rows[0].page
    counts = [
        (str(origen.label), sum((r.cuenta for r in rows if r.origen == origen), Recuento()))
        for origen in Origen
    ]
    section = seccion(frame)
    url = section.get_url(request) if section else ""
    listed = rows[0].en_lista if section and section.muestra_planteamientos else None
    return ParteDeEntidad(
        clave="planteamientos",
        titulo=_("Planteamientos"),
        plantilla="gobierno/partes/planteamientos_de_la_entidad.html",
        contexto={
            "mandato": report.mandato,
            "periodo": report.trimestre.nombre,
            "fuente": report.fuente,
            "dia": report.actualizado_el,
            "cuenta": sum((count for _name, count in counts), Recuento()),
            "tabla": Tabla(
                (_("Origen"), *cabeceras()),
                tuple((name, *count.celdas) for name, count in counts if count.total),
            ),
            "tablero_url": f"{url}?mandato={report.mandato}" if url else "",
            "lista_url": "" if listed is None else f"{url}lista/?entidad={listed}",
        },
    )


# --- Each planteamiento, if the portal shows them ---------------------------------------


class PlanteamientosList(PublicList):
    """List of planteamientos, with filters by state, origin, entidad, consejo and words."""

    path = "lista/"
    template = "gobierno/planteamientos.html"
    title = gettext_lazy("Planteamientos, uno a uno")
    formats = ("csv", "json")
    is_searchable = True
    quoted = "%s"
    seconds = UNTIL_ANNOUNCED
    counted = ngettext_lazy("%(total)d planteamiento", "%(total)d planteamientos", "total")

    def __init__(self, page, request):
        super().__init__(page, request)
        if not page.muestra_planteamientos:
            raise Http404

    def get_items(self):
        of_whom = (Prefetch("consejo", queryset=consejos_publicos()), publica("entidad"))
        return planteamientos_de(self.frame).prefetch_related(*of_whom)

    def get_filters(self):
        entities, consejos = _options(self.frame, self.request)
        return [
            Filter("estado", EstadoDePlanteamiento.choices, "estado", _("Todos")),
            Filter("origen", Origen.choices, "origen", _("Todos")),
            Filter("entidad", entities, "entidad", _("Todas")),
            Filter("consejo", consejos, "consejo", _("Todos")),
        ]

    def get_cards(self, items):
        return [_tarjeta(page, self.request) for page in items]

    def get_extra_context(self, cards):
        counts = self.kept("estados", self._count, estado="")
        return {
            "estados": states_of(
                self, {state: counts.get(state, 0) for state in EstadoDePlanteamiento}
            )
        }

    def _count(self):
        rows = self.narrow(self.get_items(), but="estado").order_by()
        return dict(rows.values_list("estado").annotate(Count("pk")))

    def write(self, formato):
        found = self.found.iterator(chunk_size=_AT_ONCE)
        return UnoAUno(self.request).download(formato, found, "planteamientos")


def _options(frame, request):
    """Return the options of two filters: the entidades and the consejos of planteamientos."""

    def compute():
        rows = planteamientos_de(frame).order_by()
        consejos = consejos_publicos().filter(pk__in=rows.values("consejo"))
        names = [(str(page.pk), nombre_de(page)) for page in consejos]
        entities = entidades_publicas(rows.values_list("entidad", flat=True).distinct(), request)
        return (
            [(str(pk), link.titulo) for pk, link in entities.items()],
            sorted(names, key=lambda name: plain(name[1])),
        )

    return fragment(f"opciones-planteamientos-{frame.inicio.pk}", compute)


def _tarjeta(page, request):
    """Return the card; ``idioma`` is empty if the page is in the language of the reader."""
    idioma = idioma_de(page, request)
    consejo = nombre_de(page.consejo) if page.consejo else ""
    return {
        "titulo": page.title,
        "url": page.get_url(request),
        "resumen": page.resumen,
        "estado": page.situacion,
        "fecha": page.fecha,
        "entidad": nombre_de(page.entidad) if page.entidad else en_espanol(page.nombre),
        "lugar": con_idioma(page.lugar, idioma) if page.lugar else consejo,
        "idioma": idioma,
    }


# --- Comparison of the municipalities, in the portal of the province --------------------


def municipios(index, request):
    frame = Frame.for_request(request, index)
    if not frame.es_provincial:
        raise Http404
    comparacion = ComparacionDePlanteamientos(request, request.GET.get("periodo"))
    url = f"{index.get_url(request)}municipios/"
    title = _("Planteamientos: los municipios")
    named = {"titulo": title, "periodo": comparacion.periodo.nombre} if comparacion.periodo else {}
    return index.render(
        request,
        template="gobierno/planteamientos_municipios.html",
        context_overrides={
            "titulo": title,
            "titulo_pagina": _("%(titulo)s, %(periodo)s") % named if named else title,
            "canonica": frame.absolute(f"{url}?periodo={comparacion.periodo}" if named else url),
            "municipios": contexto(comparacion),
            "periodos": [
                Link(
                    _short(period), f"{url}?periodo={period}", actual=period == comparacion.periodo
                )
                for period in comparacion.periodos
            ],
            "compartir": share_links(frame.absolute(request.get_full_path()), title),
        },
    )


def _short(period):
    """Return «T3 2026»: a row of buttons has no room for more."""
    return f"T{period.trimestre} {period.anio}"
