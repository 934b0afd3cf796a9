"""Presentation of an indicador: its page, its search results and its schema.org data."""

from django.urls import path

from base.busqueda import TambienEn
from base.frame import Frame
from base.presentation import Presentation
from base.publicas import publicas
from base.search_results import Encontrado
from directorio.models import EntidadPage
from directorio.queries import portales_atendidos
from servidor.caches.fragments import kept_by_page

from . import views
from .models import IndicadorPage


class IndicadorPresentation(Presentation):
    model = IndicadorPage
    urls = (
        path("", views.indicador, name="pagina"),
        path("csv/", views.indicador_csv, name="csv"),
        path("json/", views.indicador_json, name="json"),
    )

    @classmethod
    def shown_elsewhere(cls, pages):
        """Return {pk: TambienEn} with the portals that the entidad of each indicador serves."""
        places = {page.path[: -page.steplen] for page in pages}
        above = {entidad.path: entidad for entidad in EntidadPage.objects.filter(path__in=places)}
        served = portales_atendidos(above.values())
        found = ((page.pk, above.get(page.path[: -page.steplen])) for page in pages)
        return {
            pk: TambienEn(sites=frozenset(served[entidad.pk]))
            for pk, entidad in found
            if entidad and entidad.pk in served
        }

    def get_card_facts(self):
        return self.page.tipo_publico, self.page.serie.ultimo_en_palabras

    def get_json_ld(self, request):
        """Return the series as ``Dataset``; the object is empty if the series is not shown."""
        return [self._dataset(request), *super().get_json_ld(request)]

    def _dataset(self, request):
        page, serie = self.page, self.page.serie
        if not serie.se_muestra:
            return {}
        url = page.get_full_url(request)
        first, last = serie.puntos[0].periodo, serie.puntos[-1].periodo
        return {
            "@type": "Dataset",
            "name": page.title,
            "description": page.que_mide,
            "url": url,
            "inLanguage": Frame.for_request(request).lang,
            "isAccessibleForFree": True,
            "dateModified": page.actualizado_el.isoformat(),
            "temporalCoverage": f"{first.desde.isoformat()}/{last.hasta.isoformat()}",
            "variableMeasured": {
                "@type": "PropertyValue",
                "name": page.title,
                "unitText": page.unidad,
            },
            "creator": {"@type": "Organization", "name": page.responsable or page.fuente},
            "distribution": [
                {"@type": "DataDownload", "encodingFormat": kind, "contentUrl": f"{url}{ending}/"}
                for kind, ending in (("text/csv", "csv"), ("application/json", "json"))
            ],
        }


def encontrados(pages, request):
    """Return {pk: Encontrado} with the last value of each indicador among ``pages``."""
    pks = [page.pk for page in pages if page.specific_class is IndicadorPage]
    frame = Frame.for_request(request)

    def read(missing):
        found = publicas(IndicadorPage.objects.filter(pk__in=missing)).con_ultimo()
        return {page.pk: _hallado(page, frame) for page in found}

    return kept_by_page("indicador-hallado", pks, read) if pks else {}


def _hallado(page, frame):
    card = views.tarjeta(page, "", frame)
    last = ", ".join(filter(None, [card["valor"], card["periodo"]]))
    return Encontrado(card["url"], tuple(filter(None, [str(page.tipo_publico), last])))
