"""Presentations of the Government, its órganos, their sesiones and the consejos populares.

The schema.org data give the name and the post of a person, and no other personal data.
"""

from django.urls import path
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from base.compartir import share_page
from base.del_portal import bajo
from base.frame import Frame
from base.links import Link
from base.presentation import Presentation
from base.search_results import Encontrado
from base.texto import names_in
from directorio.cards import entidades_publicas
from servidor.caches.fragments import UNTIL_ANNOUNCED, published_fragment

from . import views
from .acuerdos import de_sesion, por_estado
from .delegados import delegado, telefono
from .models import ConsejoPopularPage, GobiernoIndexPage, OrganoPage, SesionPage
from .queries import acuerdos_de


class GobiernoIndexPresentation(Presentation):
    model = GobiernoIndexPage
    lists_its_pages = True
    urls = (
        path("", views.seccion, name="pagina"),
        *views.AcuerdosList.urls("acuerdos"),
        *views.DelegadosList.urls("delegados"),
    )

    def get_functions(self, request):
        yield (
            Link(_("Quién es mi delegado"), f"{self.page.get_url(request)}delegados/"),
            _("Por su calle o su circunscripción: quién es, dónde y cuándo recibe."),
            _(
                "delegado, circunscripción,"
                " quién/nombre/teléfono/despacho/barrio/cuadra/calle/zona delegado"
            ),
        )

    def present_found(self, pages, request):
        """Return the search results of consejos populares: who presides, and the telephone."""
        pks = [page.pk for page in pages if page.specific_class is ConsejoPopularPage]
        found = ConsejoPopularPage.objects.filter(pk__in=pks) if pks else ()
        return {
            page.pk: Encontrado(
                url=page.get_url(request),
                datos=(str(page.tipo_publico), *_presides(page)),
                telefono=telefono(page.telefono),
            )
            for page in found
        }


def _presides(page):
    if page.presidente:
        yield _("Preside: %(nombre)s") % {"nombre": page.presidente}


class OrganoPresentation(Presentation):
    model = OrganoPage

    def get_context(self, request):
        page, frame = self.page, Frame.for_request(request, self.page)
        sesiones = views.SesionesList(page, request)

        def compute():
            agreed = acuerdos_de(frame).filter(bajo(sesiones.places, "page__path"))
            return {
                "estados": por_estado(agreed, request, organo=page.slug),
                "donde": entidades_publicas([page.entidad_id], request).get(page.entidad_id),
            }

        key = f"organo-{page.pk}-{timezone.localdate()}"
        return {
            **sesiones.get_context(),
            **published_fragment(request, key, compute, UNTIL_ANNOUNCED),
            "integrantes": [(row, telefono(row.telefono)) for row in page.integrantes.all()],
            "compartir": share_page(page, request),
        }

    def get_card_facts(self):
        return self.page.tipo_publico, ""

    def get_json_ld(self, request):
        people = [(row.nombre, row.cargo) for row in self.page.integrantes.all()]
        organ = _organization(self.page, request) | _members(people)
        return [organ, *super().get_json_ld(request)]


class SesionPresentation(Presentation):
    model = SesionPage

    @property
    def search_date(self):
        return self.page.fecha

    def get_context(self, request):
        page, organo, today = self.page, self._organo(request), timezone.localdate()

        def compute():
            return {
                "puntos": [{"texto": row.texto} for row in page.orden_del_dia.all()],
                "acuerdos": de_sesion(page, organo.title, request),
            }

        key = f"sesion-{page.pk}-{today}"
        return published_fragment(request, key, compute, UNTIL_ANNOUNCED) | {
            "organo": Link(organo.title, organo.get_url(request)),
            "sera": page.fecha >= today,
            "compartir": share_page(page, request),
        }

    def _organo(self, request):
        key = f"organo-de-{self.page.pk}"
        return published_fragment(request, key, self.page.get_parent, UNTIL_ANNOUNCED)

    def get_card_facts(self):
        return self.page.tipo_publico, date_format(self.page.fecha, "DATE_FORMAT")

    def get_json_ld(self, request):
        page = self.page
        session = {
            "@type": "Event",
            "name": page.title,
            "description": page.resumen,
            "startDate": page.fecha.isoformat(),
            "url": page.get_full_url(request),
            "organizer": _organization(self._organo(request), request),
        }
        return [session, *super().get_json_ld(request)]


class ConsejoPopularPresentation(Presentation):
    model = ConsejoPopularPage

    def get_context(self, request):
        page = self.page
        rows = sorted(page.circunscripciones.all(), key=lambda row: row.numero)
        return {
            "delegados": [delegado(row, page, request) for row in rows],
            "llamar": telefono(page.telefono),
            "compartir": share_page(page, request),
        }

    def get_card_facts(self):
        return self.page.tipo_publico, ""

    def get_json_ld(self, request):
        page = self.page
        data = _organization(page, request)
        if repartos := names_in(page.repartos):
            data["areaServed"] = repartos
        people = [(page.presidente, _("Preside el consejo popular"))]
        people += [
            (row.delegado, _("Circunscripción %(numero)d") % {"numero": row.numero})
            for row in page.circunscripciones.all()
        ]
        return [data | _members(people), *super().get_json_ld(request)]


def _organization(page, request):
    return {
        "@type": "GovernmentOrganization",
        "name": page.title,
        "url": page.get_full_url(request),
    }


def _members(people):
    """Return the ``member`` property for ``people``, [(name, post)]; an empty name is skipped."""
    found = [{"@type": "Person", "name": name, "jobTitle": post} for name, post in people if name]
    return {"member": found} if found else {}
