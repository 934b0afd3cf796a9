from django.db import models
from django.db.models import Count, Q
from django.http import Http404
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path, re_path
from wagtail.models import Orderable

from base.chrome import Chrome
from base.fragmentos import fragment
from base.models import BasePage
from base.paginacion import paginate
from base.provincia import es_de_la_provincia, in_the_province
from tramites import catalogo
from tramites.listado import Filtros, tarjetas

from .eventos import EventoDeVida
from .local import TramiteLocalPage
from .tramite import TramitePage


class TramitesIndexPage(RoutablePageMixin, BasePage):
    """The procedures of one portal: those of the province, and its own."""

    parent_page_types = ["home.HomePage"]
    subpage_types = ["tramites.TramitePage", "tramites.TramiteLocalPage"]
    max_count_per_parent = 1
    lists_its_pages = True
    page_description = _("Reúne los trámites del portal. Hay una sola.")

    PER_PAGE = 20
    MOST_USED = 8
    FOUND = 5

    content_panels = [
        *BasePage.content_panels,
        InlinePanel(
            "destacados",
            heading=_("Lo que más se busca"),
            label=_("Trámite"),
            max_num=MOST_USED,
            help_text=_("Aparecen primero. Vacío: los que destaca la provincia."),
        ),
        *BasePage.vigencia_panels,
    ]

    class Meta:
        verbose_name = _("sección de trámites")
        verbose_name_plural = _("secciones de trámites")

    @cached_property
    def es_provincial(self):
        return es_de_la_provincia(self.path)

    # --- Addresses ------------------------------------------------------------------

    def route(self, request, path_components):
        """A page below this one comes first; then the procedure of the province."""
        if path_components and (page := self.find_child(path_components[0])):
            return page.route(request, path_components[1:])
        return super().route(request, path_components)

    def find_child(self, slug):
        """Return the page of this portal at ``slug`` with what it shows: one query or two."""
        if not self.es_provincial:
            local = TramiteLocalPage.objects.child_of(self).live().filter(slug=slug)
            local = local.select_related("canonico__entidad", "ofrece_entidad", "imagen_portada")
            if found := local.filter(canonico__in=_keys(TramitePage.objects.canonicos())).first():
                return found
        own = TramitePage.objects.child_of(self).live().filter(slug=slug)
        return own.select_related("entidad", "imagen_portada").first()

    def reserves_slug(self, slug):
        """The catalogue, and what the province publishes under that address."""
        if slug == "catalogo":
            return True
        if self.es_provincial:
            return False
        return TramitePage.objects.canonicos().filter(slug=slug, locale=self.locale_id).exists()

    @path("")
    def lista(self, request):
        filtros = Filtros.of(request.GET)
        chrome = Chrome.for_request(request, self)
        found = filtros.apply(self.tramites()).select_related("entidad").alphabetical()
        paging = paginate(request, found, self.PER_PAGE)
        titulo = self.name_of(filtros)
        context = {
            **paging,
            "filtros": filtros,
            "filtro": titulo,
            "titulo_pagina": f"{self.title}: {titulo}" if titulo else None,
            "tramites": self.cards(paging["pagina"], request),
            "eventos": self.events(),
            "entidades": self.entities(),
            "letras": self.letters(),
            "total": paging["pagina"].paginator.count,
            "canonica": chrome.absolute(canonical_path(request, filtros)),
        }
        if not filtros:
            context["destacados"] = self.most_used(request)
        return self.render(request, context_overrides=context)

    @re_path(r"^catalogo/(csv|json)/$")
    def catalogo(self, request, formato):
        tramites = catalogo.with_parts(self.tramites().alphabetical())
        locales = self.local_pages().prefetch_related("costos")
        locales = {page.canonico_id: page for page in locales}
        base = self.get_full_url(request)
        records = [
            catalogo.record(tramite, locales.get(tramite.pk), f"{base}{tramite.slug}/")
            for tramite in tramites
        ]
        if formato == "json":
            return catalogo.as_json(records)
        return catalogo.as_csv(records, f"tramites-{Chrome.for_request(request).datos.slug}")

    @path("<slug:slug>/")
    def de_la_provincia(self, request, slug):
        return self.adopt(request, slug).ver(request)

    @path("<slug:slug>/texto/")
    def texto(self, request, slug):
        return self.adopt(request, slug).texto(request)

    @path("<slug:slug>/texto/archivo/")
    def archivo_de_texto(self, request, slug):
        return self.adopt(request, slug).archivo_de_texto(request)

    def adopt(self, request, slug):
        """Return the procedure of the province with that address, to be shown in this portal."""
        if self.es_provincial:
            raise Http404
        found = TramitePage.objects.canonicos().filter(slug=slug, locale_id=self.locale_id)
        tramite = found.select_related("entidad", "imagen_portada").first()
        if tramite is None:
            raise Http404
        Chrome.for_request(request, tramite).section = self
        return tramite

    def find_shared(self, request, words):
        """The procedures of the province that this portal shows without a page of its own."""
        if self.es_provincial:
            return []
        shared = TramitePage.objects.canonicos().filter(locale_id=self.locale_id)
        adapted = self.local_pages().exclude(canonico=None).order_by()
        shared = shared.exclude(pk__in=adapted.values("canonico"))
        url = self.get_url(request)
        return [
            {
                "titulo": tramite.title,
                "resumen": tramite.resumen,
                "url": f"{url}{tramite.slug}/",
                "tipo": tramite.page_type_display_name,
            }
            for tramite in shared.matching(words).alphabetical()[: self.FOUND]
        ]

    # --- Lists ----------------------------------------------------------------------

    def tramites(self):
        """The public procedures that this section lists."""
        return TramitePage.objects.of_index(self)

    def local_pages(self):
        """The public pages in which this portal adapts a procedure of the province."""
        return TramiteLocalPage.objects.child_of(self).live()

    def cards(self, tramites, request):
        tramites = list(tramites)
        locales = self.local_pages().filter(canonico__in=tramites) if not self.es_provincial else []
        return tarjetas(tramites, self, request, {page.canonico_id: page for page in locales})

    def most_used(self, request):
        """The cards that editors put first; a municipality that chose none has the province's."""
        return fragment(f"destacados-{self.pk}", lambda: self._most_used(request))

    def _most_used(self, request):
        of_province = in_the_province("page__path") & Q(page__locale_id=self.locale_id)
        rows = TramiteDestacado.objects.filter(Q(page=self) | of_province).order_by("sort_order")
        chosen = {}
        for page, tramite in rows.values_list("page", "tramite"):
            chosen.setdefault(page == self.pk, []).append(tramite)
        order = chosen.get(True) or chosen.get(False, [])
        found = self.tramites().filter(pk__in=order).select_related("entidad")
        return self.cards(sorted(found, key=lambda tramite: order.index(tramite.pk)), request)

    def events(self):
        """The life events that have procedures here, in the province's order."""
        used = EventoDeVida.objects.filter(tramites__in=self.tramites().order_by().values("pk"))
        # A query that counts forgets the order of its model.
        counted = used.annotate(total=Count("tramites")).order_by("orden", "nombre", "pk")
        return fragment(
            f"eventos-{self.pk}", lambda: list(counted.values("nombre", "slug", "total"))
        )

    def entities(self):
        """The entities that answer for procedures here, by name."""
        answering = self.tramites().filter(entidad__live=True)
        rows = answering.values("entidad", "entidad__title").annotate(total=Count("pk"))
        return fragment(f"responden-{self.pk}", lambda: list(rows.order_by("entidad__title")))

    def letters(self):
        first = self.tramites().with_letter()
        return fragment(
            f"letras-{self.pk}",
            lambda: sorted(first.order_by().values_list("letra", flat=True).distinct()),
        )

    def name_of(self, filtros):
        """What the list is called when it is narrowed; empty when it is not."""
        if filtros.texto:
            return f"«{filtros.texto}»"
        if filtros.evento:
            names = {row["slug"]: row["nombre"] for row in self.events()}
            return names.get(filtros.evento, filtros.evento)
        if filtros.entidad:
            names = {row["entidad"]: row["entidad__title"] for row in self.entities()}
            return names.get(filtros.entidad, "…")
        return filtros.letra.upper()


def _keys(pages):
    return pages.order_by().values("pk")


def canonical_path(request, filtros):
    """The address of a list without what does not change it."""
    matters = filtros or request.GET.get("page")
    return request.get_full_path() if matters else request.path


class TramiteDestacado(Orderable):
    page = ParentalKey(TramitesIndexPage, on_delete=models.CASCADE, related_name="destacados")
    tramite = models.ForeignKey(
        TramitePage,
        verbose_name=_("trámite"),
        null=True,
        on_delete=models.CASCADE,
        related_name="+",
    )

    panels = [FieldPanel("tramite", required_on_save=True)]

    class Meta(Orderable.Meta):
        verbose_name = _("trámite destacado")
        verbose_name_plural = _("trámites destacados")
