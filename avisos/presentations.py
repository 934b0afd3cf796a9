"""Presentation of avisos and of their section, with the URLs below the section."""

from collections import defaultdict

from django.conf import settings
from django.urls import path
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext
from wagtail.models import Page

from base.busqueda import TambienEn
from base.compartir import share_page
from base.frame import Frame
from base.links import Feed
from base.presentation import Presentation
from base.provincia import es_de_la_provincia, in_the_province
from base.publicas import publicas
from base.search_results import Encontrado
from base.tree import in_one_tree
from servidor.caches.fragments import fragment, published_fragment

from . import cap, views
from .cards import address_in
from .json_ld import special_announcement
from .models import AvisoPage, AvisosIndexPage
from .models.opciones import Alcance, Nivel
from .vigentes import avisos_vigentes, seccion_de_avisos

_PROVINCIA = "provincia"


class AvisosIndexPresentation(Presentation):
    model = AvisosIndexPage
    lists_its_pages = True
    reserved_slugs = frozenset({_PROVINCIA})
    urls = (
        *views.AvisosList.urls("lista"),
        path("cap/", cap.messages_feed, name="mensajes"),
        path("cap/<slug:identificador>/", views.mensaje, name="mensaje"),
    )

    def find(self, request, path_components):
        if len(path_components) == 1:
            own = AvisoPage.objects.select_related("imagen_portada", "locale")
            return self.find_below(own, request, path_components)
        if len(path_components) != 2 or path_components[0] != _PROVINCIA:
            return None
        aviso = self._find_shared(path_components[1], request)
        if aviso is None:
            return None
        Frame.for_request(request, aviso).section = self.page
        return aviso.route(request, [])

    def _find_shared(self, slug, request):
        """Return the aviso of the province with ``slug`` if it is for this portal, else None."""
        if es_de_la_provincia(self.page.path):
            return None
        datos = Frame.for_request(request).datos

        def compute():
            of_province = in_the_province()
            originals = AvisoPage.objects.para(datos).filter(of_province)
            shared = publicas(
                AvisoPage.objects.filter(
                    of_province,
                    locale_id=self.page.locale_id,
                    translation_key__in=originals.order_by().values("translation_key"),
                )
            )
            return dict(shared.order_by().values_list("slug", "pk"))

        known = fragment(f"avisos-compartidos-{self.page.pk}-{datos.pk}", compute)
        return AvisoPage.objects.filter(pk=known[slug]).first() if slug in known else None

    def shows(self, page, request):
        """Whether ``page`` is an aviso of the province for this portal."""
        if page.specific_class is not AvisoPage or page.locale_id != self.page.locale_id:
            return False
        found = self._find_shared(page.slug, request)
        return found is not None and found.pk == page.pk

    def get_shared_path(self, page):
        return f"{_PROVINCIA}/{page.slug}/"

    def get_feeds(self, request):
        titulo = f"{self.page.title} · {Frame.for_request(request).nombre}"
        url = self.page.get_url(request)
        return [
            Feed(titulo, f"{url}rss/", "application/rss+xml", gettext("Avisos (RSS)")),
            Feed(titulo, f"{url}atom/", "application/atom+xml"),
            Feed(f"{titulo} (CAP)", f"{url}cap/", "application/atom+xml"),
        ]

    def present_found(self, pages, request):
        """Return {key: result} of the avisos found, marked as current or ended, with local URLs."""
        vigentes = {card.pk: card.url for card in avisos_vigentes(request)}
        found = {}
        for page in pages:
            if page.pk in vigentes:
                found[page.pk] = Encontrado(vigentes[page.pk], (gettext("Aviso"),))
            elif page.specific_class is AvisoPage and self._concerns(page):
                url = address_in(self.page, page, request)
                found[page.pk] = Encontrado(url, (gettext("Aviso terminado"),))
        return found

    def _concerns(self, page):
        """Whether an aviso found by the search belongs to this portal or to the province."""
        return in_one_tree(page.path, self.page.path) or es_de_la_provincia(page.path)


class AvisoPresentation(Presentation):
    model = AvisoPage
    open_graph_type = "article"

    @property
    def search_date(self):
        return self.page.desde and timezone.localdate(self.page.desde)

    @classmethod
    def shown_elsewhere(cls, pages):
        """Return {key: ``TambienEn``} for provincial avisos, by the scope of the Spanish page."""
        shared = defaultdict(list)
        for page in pages:
            if es_de_la_provincia(page.path):
                shared[page.translation_key].append(page.pk)
        spanish = publicas(
            AvisoPage.objects.filter(
                translation_key__in=list(shared), locale__language_code=settings.LANGUAGE_CODE
            ).exclude(alcance=Alcance.PORTAL)
        )
        sites = defaultdict(set)
        rows = spanish.values_list("translation_key", "alcance", "municipios__site")
        for key, alcance, site in rows.order_by() if shared else ():
            sites[key].add(alcance == Alcance.TODOS or site)
        return {
            pk: TambienEn(sites=frozenset(found - {True, None}), todos=True in found)
            for key, found in sites.items()
            for pk in shared[key]
        }

    def pages_found_with_it(self):
        return Page.objects.filter(translation_key=self.page.translation_key)

    def get_context(self, request):
        page = self.page
        bulletin = page.proximo_boletin
        return {
            **self._read_rows(request),
            "nivel": Nivel(page.nivel),
            "boletin": bulletin if bulletin and bulletin > timezone.now() else None,
            "compartir": share_page(page, request),
        }

    def _read_rows(self, request):
        """Return what the context has of other tables."""
        page = self.page

        def compute():
            section = seccion_de_avisos(request)
            message = cap.messages_for(request).filter(clave=page.translation_key).first()
            url = section and message and cap.message_url(section, message, request)
            return {
                "municipios": page.municipios_nombrados,
                "instrucciones": page.instrucciones_por_fase(),
                "cap_url": url or None,
            }

        key = f"aviso-{page.pk}-{Frame.for_request(request).site.pk}"
        return published_fragment(request, key, compute)

    def get_card_facts(self):
        words = [gettext("Simulacro")] if self.page.simulacro else []
        words += [self.page.tipo_publico, Nivel(self.page.nivel).label]
        return " · ".join(map(str, words)), self._period()

    def _period(self):
        """Return the end of the aviso in words, or why it has none («sin_fin»)."""
        page = self.page
        if page.termina is None:
            return page.sin_fin
        moment = date_format(timezone.localtime(page.termina), "DATETIME_FORMAT")
        return f"{gettext('Terminó el') if page.ha_terminado else gettext('Hasta el')} {moment}"

    def get_article_facts(self):
        page = self.page
        moments = {"published_time": page.desde, "modified_time": page.last_published_at}
        facts = {
            name: moment.isoformat(timespec="seconds") for name, moment in moments.items() if moment
        }
        return facts | {"section": page.get_tipo_display()}

    def get_json_ld(self, request):
        frame = Frame.for_request(request, self.page)
        url = self.page.get_full_url(request)
        return [special_announcement(self.page, url, frame), *super().get_json_ld(request)]
