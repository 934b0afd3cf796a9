from django.conf import settings
from django.db import models
from django.db.models import Case, Count, Exists, OuterRef, Q, Subquery, When
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path, re_path
from wagtail.models import Orderable

from base.chrome import Chrome, Link
from base.fragmentos import fragment
from base.hallazgos import Ayuda
from base.idiomas import is_original
from base.models import BasePage
from base.nombres import con_nombre, nombre_de
from base.paginacion import paginate
from base.provincia import es_de_la_provincia, in_the_province
from base.publicas import publicas
from base.texto import plain
from base.tree import NOWHERE, in_tree_of
from directorio.consultas import publica
from directorio.models import EntidadPage
from tramites import catalogo, hallazgos
from tramites.listado import Filtros, tarjetas

from .eventos import EventoDeVida
from .local import TramiteLocalPage
from .tramite import TramitePage

# What the page of a procedure shows of others.
_SHOWN = ("entidad", "imagen_portada")


class TramitesIndexPage(RoutablePageMixin, BasePage):
    """The procedures of one portal: those of the province, and its own."""

    parent_page_types = ["home.HomePage"]
    subpage_types = ["tramites.TramitePage", "tramites.TramiteLocalPage"]
    max_count_per_parent = 1
    lists_its_pages = True
    page_description = _("Reúne los trámites del portal. Hay una sola.")

    PER_PAGE = 20
    MOST_USED = 8

    del_original = ("destacados",)

    content_panels = [
        *BasePage.content_panels,
        InlinePanel(
            "destacados",
            heading=_("Lo que más se busca"),
            label=_("trámite"),
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
        if path_components and path_components[0] != "catalogo":
            slug, *rest = path_components
            if tramite := self.find(request, slug):
                return tramite.route(request, rest)
        return super().route(request, path_components)

    def find(self, request, slug):
        """Return the procedure at ``slug``, its own or the province's, as this portal shows it."""
        local = next(iter(self.local_pages().filter(canonico__slug=slug)), None)
        tramite = local and local.canonico
        if tramite is None or tramite.locale_id != self.locale_id:
            found = TramitePage.objects.filter(self._own() | self._shared(), slug=slug)
            # The own one comes first.
            tramite = max(found.select_related(*_SHOWN), key=self._is_above, default=None)
        if tramite is not None and not self._is_above(tramite):
            tramite.local = local
            Chrome.for_request(request, tramite).section = self
        return tramite

    def _own(self):
        return Q(path__startswith=self.path, depth=self.depth + 1, live=True)

    def _shared(self):
        if self.es_provincial:
            return NOWHERE
        shared = TramitePage.objects.canonicos().filter(locale_id=self.locale_id)
        return Q(pk__in=shared.order_by().values("pk"))

    def _is_above(self, tramite):
        return tramite.path.startswith(self.path)

    def shows(self, page, request):
        """Whether ``page`` is a procedure of the province, which every portal shows."""
        if page.specific_class is not TramitePage or page.locale_id != self.locale_id:
            return False
        return es_de_la_provincia(page.path)

    def get_shared_path(self, page):
        return f"{page.slug}/"

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
        found = filtros.apply(self.tramites()).prefetch_related(publica("entidad")).alphabetical()
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
            context["solo_en_espanol"] = self.untranslated()
        return self.render(request, context_overrides=context)

    @re_path(r"^catalogo/(csv|json)/$")
    def catalogo(self, request, formato):
        records = list(self.registros(request))
        if formato == "json":
            return catalogo.as_json(records)
        return catalogo.as_csv(records, f"tramites-{Chrome.for_request(request).datos.slug}")

    def registros(self, request):
        """Yield the procedures of this section as its catalogue tells them.

        All of them are read first, with what the portal adapts.
        """
        tramites = list(catalogo.with_parts(self.tramites().alphabetical()))
        adapted = self.adaptations(tramites, "costos")
        base = self.get_full_url(request)
        for tramite in tramites:
            local = adapted.get(tramite.translation_key)
            yield catalogo.record(tramite, local, f"{base}{tramite.slug}/")

    def present_found(self, pages, request):
        pks = [page.pk for page in pages if page.specific_class is TramitePage]
        return hallazgos.present(pks, self, request) if pks else {}

    def get_help(self, request):
        url = self.get_url(request)
        events = (Link(row["traducido"], f"{url}?evento={row['slug']}") for row in self.events())
        return Ayuda(gettext("Según lo que necesita"), enlaces=tuple(events))

    # --- Lists ----------------------------------------------------------------------

    def tramites(self):
        """The public procedures that this section lists."""
        return TramitePage.objects.of_index(self)

    def local_pages(self):
        """The public pages in which this portal adapts procedures, with these.

        What nobody has translated is there in Spanish, for it holds in every language; the
        pages in the language of this section come first.
        """
        if self.es_provincial:
            return TramiteLocalPage.objects.none()
        canonicos = TramitePage.objects.canonicos().order_by().values("pk")
        # Of this portal in whatever language: local pages stand below such sections only.
        here = in_tree_of(self.path) & Q(canonico__in=canonicos)
        languages = Q(locale=self.locale_id) | Q(locale__language_code=settings.LANGUAGE_CODE)
        found = publicas(TramiteLocalPage.objects.filter(here, languages))
        is_own = Case(When(locale_id=self.locale_id, then=0), default=1)
        related = [f"canonico__{name}" for name in _SHOWN]
        return found.select_related(*related).order_by(is_own, "path")

    def adaptations(self, tramites, *parts):
        """Return {translation key of a procedure: the page in which this portal adapts it}.

        ``parts`` are relations of the pages to fetch with them.
        """
        keys = [tramite.translation_key for tramite in tramites]
        found = self.local_pages().filter(canonico__translation_key__in=keys)
        pages = list(found.prefetch_related(*parts))
        return {page.canonico.translation_key: page for page in reversed(pages)}

    def cards(self, tramites, request):
        tramites = list(tramites)
        return tarjetas(tramites, self, request, self.adaptations(tramites))

    def untranslated(self):
        """Return how many procedures this portal has in Spanish and not in this language."""
        if is_original():
            return 0
        own = publicas(TramitePage.objects.filter(in_tree_of(self.path)))
        found = own if self.es_provincial else own | TramitePage.objects.canonicos()
        found = found.filter(locale__language_code=settings.LANGUAGE_CODE)
        here = self.tramites().order_by().values("translation_key")
        return found.exclude(translation_key__in=here).count()

    def most_used(self, request):
        """The cards that editors put first; a municipality that chose none has the province's."""
        found = self._put_first().prefetch_related(publica("entidad"))
        return fragment(f"destacados-{self.pk}", lambda: self.cards(found, request))

    def most_used_links(self, request):
        """The same as the titles and addresses that a front page shows of them."""
        url = self.get_url(request)
        rows = fragment(
            f"primeros-{self.pk}", lambda: list(self._put_first().values("title", "slug"))
        )
        return [{"titulo": row["title"], "url": f"{url}{row['slug']}/"} for row in rows]

    def _put_first(self):
        # A translation of a section has the rows of the Spanish one, which name Spanish pages.
        of_province = in_the_province("page__path") & Q(page__locale_id=self.locale_id)
        own = TramiteDestacado.objects.filter(page=self)
        rows = TramiteDestacado.objects.filter(Q(page=self) | of_province & ~Exists(own))
        found = self.tramites().filter(translation_key__in=rows.values("tramite__translation_key"))
        same = rows.filter(tramite__translation_key=OuterRef("translation_key"))
        first = same.order_by("sort_order", "pk")
        return found.order_by(*(Subquery(first.values(name)[:1]) for name in ("sort_order", "pk")))

    def events(self):
        """The life events that have procedures here, in the province's order."""
        used = EventoDeVida.objects.filter(tramites__in=self.tramites().order_by().values("pk"))
        counted = used.annotate(traducido=EventoDeVida.translated(), total=Count("tramites"))
        # A query that counts forgets the order of its model.
        counted = counted.order_by("orden", "nombre", "pk")
        return fragment(
            f"eventos-{self.pk}", lambda: list(counted.values("traducido", "slug", "total"))
        )

    def entities(self):
        """The entities that answer for procedures here, by name."""
        here = self.tramites().order_by().values("pk")
        answering = publicas(EntidadPage.objects.filter(tramites__in=here))
        counted = con_nombre(answering.annotate(total=Count("tramites")))

        def compute():
            found = [(page.pk, nombre_de(page), page.total) for page in counted]
            return sorted(found, key=lambda row: plain(row[1]))

        return fragment(f"responden-{self.pk}", compute)

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
            names = {row["slug"]: row["traducido"] for row in self.events()}
            return names.get(filtros.evento, filtros.evento)
        if filtros.entidad:
            names = {key: name for key, name, _total in self.entities()}
            return names.get(filtros.entidad, "…")
        return filtros.letra.upper()


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
