"""Presentation of a norma: its page, its search results and its schema.org data."""

from base.busqueda import TambienEn
from base.compartir import share_page
from base.presentation import Presentation
from base.provincia import es_de_la_provincia
from base.search_results import Encontrado
from documentos.models import NormaPage
from servidor.caches.fragments import UNTIL_ANNOUNCED, kept_by_page, published_fragment

from . import queries
from .views import tarjetas

_FORCE = {"vigente": "InForce", "modificada": "PartiallyInForce", "derogada": "NotInForce"}


class NormaPresentation(Presentation):
    model = NormaPage

    @classmethod
    def shown_elsewhere(cls, pages):
        """Return {pk: TambienEn} for the normas of the province, which all portals show."""
        shared = (page for page in pages if es_de_la_provincia(page.path))
        return {page.pk: TambienEn(todos=True) for page in shared}

    def get_context(self, request):
        norma = self.page
        key = f"norma-{norma.pk}"
        related = published_fragment(
            request, key, lambda: _related(norma, request), UNTIL_ANNOUNCED
        )
        return related | {"compartir": share_page(norma, request)}

    def get_card_facts(self):
        return str(self.page.get_tipo_display()), str(self.page.get_estado_display())

    def get_json_ld(self, request):
        """Return the norma as ``Legislation``."""
        norma, url = self.page, self.page.get_full_url(request)
        data = {
            "@type": "Legislation",
            "@id": f"{url}#norma",
            "name": norma.title,
            "description": norma.resumen,
            "url": url,
            "legislationType": str(norma.get_tipo_display()),
            "legislationDate": norma.fecha.isoformat(),
            "legislationLegalForce": {"@id": f"https://schema.org/{_FORCE[norma.estado]}"},
        }
        if norma.numero:
            data["legislationIdentifier"] = norma.numero
        if norma.emisor:
            data["legislationPassedBy"] = {"@type": "Organization", "name": norma.emisor}
        return [data, *super().get_json_ld(request)]


def _related(norma, request):
    por = queries.derogada_por(norma, request)
    deroga, modifica = queries.cambiadas_por(norma, request)
    return {
        "derogada_por": tarjetas([por], request)[0] if por else None,
        "modificada_por": tarjetas(queries.modificada_por(norma, request), request),
        "deroga": tarjetas(deroga, request),
        "modifica": tarjetas(modifica, request),
    }


def encontradas(pages, request):
    """Return {pk: Encontrado} with the URL and the state of each norma among ``pages``."""
    pks = [page.pk for page in pages if page.specific_class is NormaPage]

    def read(missing):
        return {
            page.pk: Encontrado(queries.url_of(page, request), (str(page.get_estado_display()),))
            for page in queries.normas_de(request).filter(pk__in=missing)
        }

    return kept_by_page("norma-hallada", pks, read) if pks else {}
