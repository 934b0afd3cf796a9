"""Presentation of the directory and its entidades, with the URLs below them."""

from django.urls import path
from django.utils.translation import gettext
from wagtail.models import Page

from base.busqueda import TambienEn
from base.frame import Frame
from base.links import TelephoneLink
from base.presentation import Presentation
from base.provincia import in_the_province
from base.publicas import publicas
from base.search_results import Ayuda
from servidor.caches.fragments import fragments

from . import listing, queries, search_results, views
from .datos import datos_de
from .models import DirectorioIndexPage, EntidadPage


class DirectorioIndexPresentation(Presentation):
    model = DirectorioIndexPage
    lists_its_pages = True
    reserved_slugs = frozenset({"provincia"})
    urls = (
        *listing.EntidadesList.urls("todas"),
        *listing.HojaList.urls("imprimir"),
    )

    def find(self, request, path_components):
        first, *rest = path_components
        if first == "provincia":
            return self._find_shared(request, rest) if rest else None
        related = ("tipo", "depende_de", "imagen_portada", "locale")
        own = EntidadPage.objects.select_related(*related)
        on_the_way = rest and not self.reserves_slug(first) and self._read_on_the_way(own, first)
        if on_the_way:
            return on_the_way.route(request, rest)
        return self.find_below(own, request, path_components)

    def _read_on_the_way(self, entidades, slug):
        """Return the entidad at ``slug``, kept, or None: a page below it needs only its place."""
        key = f"entidad-de-paso-{self.page.pk}-{slug}"

        def read(_keys):
            found = list(entidades.child_of(self.page).filter(slug=slug).order_by()[:1])
            return {key: found[0]} if found else {}  # nothing is kept of what is not there

        return fragments([key], read).get(key)

    def _find_shared(self, request, path_components):
        """Return the route to an entidad of the province that serves this portal, or None."""
        first, *rest = path_components
        index = self.page
        # All directories have the same depth.
        of_province = EntidadPage.objects.filter(
            in_the_province(), depth=index.depth + 1, locale_id=index.locale_id
        )
        entidad = publicas(of_province).filter(slug=first).first()
        if entidad is None or entidad.path.startswith(index.path):
            return None
        found = entidad.route(request, rest)
        page = found.page
        if page.locale_id != index.locale_id:
            return None
        if not queries.sirve_a(page, Frame.for_request(request).site):
            return None
        is_office = page.pk != entidad.pk
        if is_office and not publicas(EntidadPage.objects.filter(pk=page.pk)).exists():
            return None
        Frame.for_request(request, page).section = index
        return found

    def shows(self, page, request):
        """Whether ``page`` is an entidad of the province that serves this portal."""
        if page.specific_class is not EntidadPage or page.locale_id != self.page.locale_id:
            return False
        return queries.sirve_a(page, Frame.for_request(request).site)

    def get_shared_path(self, page):
        # Drop the slugs of container, portada and directory: the rest is the path of the entidad.
        names = page.url_path.strip("/").split("/")[3:]
        return f"provincia/{'/'.join(names)}/"

    def present_found(self, pages, request):
        pks = [page.pk for page in pages if page.specific_class is EntidadPage]
        return search_results.present(pks, self.page, request) if pks else {}

    def get_help(self, request):
        frame = Frame.for_request(request)
        urgent = (TelephoneLink(*row) for row in listing.emergencias(frame))
        return Ayuda(gettext("Teléfonos de emergencia"), telefonos=tuple(urgent))


class EntidadPresentation(Presentation):
    model = EntidadPage
    search_group = "directorio"
    urls = (
        path("", views.entidad, name="entidad"),
        path("vcf/", views.tarjeta, name="tarjeta"),
        path("informar/", views.report, name="informar"),
    )

    @classmethod
    def shown_elsewhere(cls, pages):
        served = queries.portales_atendidos(pages)
        return {pk: TambienEn(sites=frozenset(sites)) for pk, sites in served.items()}

    def pages_found_with_it(self):
        """Return the entidad and its offices in every language: they serve the same portals."""
        return Page.objects.filter(queries.con_oficinas(self.page))

    def get_card_facts(self):
        return self.page.tipo_publico, ""

    def get_json_ld(self, request):
        return [datos_de(self.page, request).json_ld, *super().get_json_ld(request)]
