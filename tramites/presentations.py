"""Presentation of the section of trámites and of each trámite, with the URLs below them."""

from collections import defaultdict

from django.db.models import Q
from django.urls import path
from django.utils.translation import gettext
from wagtail.models import Page

from base.busqueda import TambienEn, sites_by_container
from base.frame import Frame
from base.links import Link
from base.presentation import Presentation
from base.provincia import es_de_la_provincia, in_the_province
from base.search_results import Ayuda
from base.tree import NOWHERE, container_path
from servidor.caches.fragments import fragment

from . import search_results, views
from .json_ld import government_service
from .models import TramiteLocalPage, TramitePage, TramitesIndexPage
from .palabras import estado_visible
from .situacion import NORMAL


class TramitesIndexPresentation(Presentation):
    model = TramitesIndexPage
    lists_its_pages = True
    urls = views.TramitesList.urls("lista")
    reserved_slugs = frozenset({"catalogo"})

    def find(self, request, path_components):
        """Return the route to the trámite at a slug: the portal's own, else the province's."""
        slug, *rest = path_components
        tramite = None if slug in self.reserved_slugs else self._find(slug, request)
        return tramite and tramite.route(request, rest)

    def _find(self, slug, request):
        """Return the trámite with ``slug``, own or of the province, with its ``local``; or None."""
        index = self.page
        local = self._find_local(slug)
        tramite = local and local.canonico
        if tramite is None or tramite.locale_id != index.locale_id:
            found = TramitePage.objects.filter(self._own() | self._shared(slug), slug=slug)
            # The own trámite comes first (``max``); sorting in the database would cost time.
            found = found.select_related(*TramitePage.SHOWN_OF_OTHERS).order_by()
            tramite = max(found, key=self._is_above, default=None)
        if tramite is not None and not self._is_above(tramite):
            tramite.local = local
            Frame.for_request(request, tramite).section = index
        return tramite

    def _find_local(self, slug):
        """Return the trámite local of this portal for the trámite at ``slug``, or None."""

        def compute():
            # The first of those with one slug is the one in the language of the section.
            found = reversed(list(self.page.local_pages()))
            return {page.canonico.slug: page.pk for page in found}

        known = fragment(f"locales-{self.page.pk}", compute)
        if slug not in known:
            return None
        related = [f"canonico__{name}" for name in TramitePage.SHOWN_OF_OTHERS]
        found = TramiteLocalPage.objects.live().filter(pk=known[slug])
        return found.select_related(*related).first()

    def _own(self):
        index = self.page
        return Q(path__startswith=index.path, depth=index.depth + 1, live=True)

    def _shared(self, slug):
        """Return the condition on the trámite of the province at ``slug``."""
        index = self.page
        if index.es_provincial:
            return NOWHERE

        def compute():
            shared = TramitePage.objects.canonicos().filter(locale_id=index.locale_id)
            return dict(shared.order_by().values_list("slug", "pk"))

        known = fragment(f"canonicos-{index.locale_id}", compute)
        return Q(pk=known[slug]) if slug in known else NOWHERE

    def _is_above(self, tramite):
        return tramite.path.startswith(self.page.path)

    def shows(self, page, request):
        """Whether ``page`` is a trámite of the province, which every portal shows."""
        if page.specific_class is not TramitePage or page.locale_id != self.page.locale_id:
            return False
        return es_de_la_provincia(page.path)

    def get_shared_path(self, page):
        return f"{page.slug}/"

    def reserves_slug(self, slug):
        """Whether ``slug`` is that of the catalogue or of a trámite of the province."""
        if super().reserves_slug(slug):
            return True
        if self.page.es_provincial:
            return False
        shared = TramitePage.objects.canonicos().filter(slug=slug, locale=self.page.locale_id)
        return shared.exists()

    def present_found(self, pages, request):
        pks = [page.pk for page in pages if page.specific_class is TramitePage]
        return search_results.present(pks, self.page, request) if pks else {}

    def get_state(self, page):
        if page.specific_class not in (TramitePage, TramiteLocalPage):
            return None
        return estado_visible(self.page.states().get(page.pk, NORMAL))

    def get_help(self, request):
        url = self.page.get_url(request)
        links = (
            Link(row["traducido"], f"{url}?evento={row['slug']}") for row in self.page.events()
        )
        return Ayuda(gettext("Según lo que necesita"), enlaces=tuple(links))


class _OfTramite(Presentation):
    urls = (
        path("", views.tramite, name="ver"),
        path("texto/", views.texto, name="texto"),
        path("texto/archivo/", views.archivo_de_texto, name="archivo_de_texto"),
    )

    def get_description(self):
        return self.page.canonico.resumen

    def get_card_facts(self):
        return self.page.tipo_publico, ""

    def get_json_ld(self, request):
        page, frame = self.page, Frame.for_request(request)
        url = page.canonico.get_full_url(request)
        service = government_service(views.get_ficha(page, request), url, frame)
        return [service, *super().get_json_ld(request)]


class TramitePresentation(_OfTramite):
    model = TramitePage
    search_group = "tramites"

    @classmethod
    def shown_elsewhere(cls, pages):
        """Return {id: ``TambienEn``}: all portals show those of the province.

        A portal with its own trámite at that slug is left out, even if its trámite is private:
        then the address asks for a password.
        """
        shared = [page for page in pages if es_de_la_provincia(page.path)]
        if not shared:
            return {}
        slugs = [page.slug for page in shared]
        own = TramitePage.objects.filter(~in_the_province(), live=True, slug__in=slugs)
        sites, instead = sites_by_container(), defaultdict(set)
        for slug, locale, path_ in own.order_by().values_list("slug", "locale", "path"):
            instead[slug, locale].add(sites.get(container_path(path_)))
        return {
            page.pk: TambienEn(todos=True, salvo=frozenset(instead[page.slug, page.locale_id]))
            for page in shared
        }

    def pages_found_with_it(self):
        """Return the trámite of the province that this one replaces in its portal."""
        return Page.objects.filter(
            in_the_province(),
            pk__in=TramitePage.objects.order_by().values("pk"),
            slug=self.page.slug,
            locale=self.page.locale_id,
        )


class TramiteLocalPresentation(_OfTramite):
    """Presentation of a trámite local, which is not indexed: the search finds its trámite."""

    model = TramiteLocalPage
    search_group = ""

    def get_description(self):
        canonico = self.page.canonico
        return canonico.resumen if canonico else self.page.resumen
