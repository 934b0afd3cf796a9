from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.routable_page.models import RoutablePageMixin, path

from base.chrome import Chrome, TelephoneLink
from base.hallazgos import Ayuda
from base.models import BasePage
from base.provincia import in_the_province
from base.publicas import publicas
from directorio import consultas, descargas, hallazgos, listado
from directorio.models.entidad import EntidadPage
from directorio.vigencia import ConEstadosMixin


class DirectorioIndexPage(ConEstadosMixin, RoutablePageMixin, BasePage):
    """The directory of one portal."""

    parent_page_types = ["home.HomePage"]
    subpage_types = ["directorio.EntidadPage"]
    max_count_per_parent = 1
    lists_its_pages = True
    page_description = _("Reúne las entidades del portal. Hay uno solo.")

    content_panels = [*BasePage.content_panels, *BasePage.vigencia_panels]

    class Meta:
        verbose_name = _("directorio")
        verbose_name_plural = _("directorios")

    def route(self, request, path_components):
        """Find an entity with what it points to: one query instead of four."""
        if path_components and not self.reserves_slug(path_components[0]):
            related = ("tipo", "depende_de", "imagen_portada", "locale")
            found = EntidadPage.objects.child_of(self).filter(slug=path_components[0])
            if entidad := found.select_related(*related).first():
                return entidad.route(request, path_components[1:])
        is_shared = path_components[:1] == ["provincia"] and len(path_components) > 1
        if is_shared and (found := self.adopt(request, path_components[1:])):
            return found
        return super().route(request, path_components)

    def adopt(self, request, path_components):
        """Find a page of the province that serves this portal, to be shown in its frame."""
        first, *rest = path_components
        # All directories stand at one depth.
        of_province = EntidadPage.objects.filter(
            in_the_province(), depth=self.depth + 1, locale_id=self.locale_id
        )
        entidad = publicas(of_province).filter(slug=first).first()
        if entidad is None or entidad.path.startswith(self.path):
            return None
        found = entidad.route(request, rest)
        page = found.page
        if page.locale_id != self.locale_id:
            return None
        if not consultas.sirve_a(page, Chrome.for_request(request).site):
            return None
        is_office = page.pk != entidad.pk
        if is_office and not publicas(EntidadPage.objects.filter(pk=page.pk)).exists():
            return None
        Chrome.for_request(request, page).section = self
        return found

    def shows(self, page, request):
        """Whether ``page`` is an entity of the province that serves this portal."""
        if page.specific_class is not EntidadPage or page.locale_id != self.locale_id:
            return False
        return consultas.sirve_a(page, Chrome.for_request(request).site)

    def get_shared_path(self, page):
        # Root, container, front page, directory: what comes below is the way to an entity.
        names = page.url_path.strip("/").split("/")[3:]
        return f"provincia/{'/'.join(names)}/"

    def reserves_slug(self, slug):
        return slug in {"csv", "imprimir", "json", "provincia", "vcf"}

    def overview(self, request):
        """Return the kinds of entities that there are, and whom to call in need."""
        chrome = Chrome.for_request(request)
        every = consultas.entidades_de(chrome.site, chrome.inicio)
        listed = consultas.principales(every, chrome.site, chrome.inicio)
        kinds, _letters = listado.options(self, listed)
        return kinds, listado.emergencias(every, chrome)

    @path("")
    def todas(self, request):
        return self.render(request, context_overrides=listado.lista_context(self, request))

    @path("imprimir/")
    def imprimir(self, request):
        """The whole directory on paper: names, telephones, addresses."""
        context = listado.hoja_context(self, request)
        return self.render(request, template="directorio/imprimir.html", context_overrides=context)

    @path("vcf/")
    def tarjetas(self, request):
        return descargas.as_vcf(request, descargas.entidades(request, self), "directorio")

    @path("csv/")
    def tabla(self, request):
        return descargas.as_csv(request, self)

    @path("json/")
    def datos(self, request):
        return descargas.as_json(request, self)

    def present_found(self, pages, request):
        pks = [page.pk for page in pages if page.specific_class is EntidadPage]
        return hallazgos.present(pks, self, request) if pks else {}

    def get_help(self, request):
        chrome = Chrome.for_request(request)
        every = consultas.entidades_de(chrome.site, chrome.inicio)
        urgent = (TelephoneLink(*row) for row in listado.emergencias(every, chrome))
        return Ayuda(gettext("Teléfonos de emergencia"), telefonos=tuple(urgent))
