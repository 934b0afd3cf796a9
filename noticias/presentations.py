"""Presentations of the pages of news and agenda, and their URLs."""

from django.urls import path
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext

from base.compartir import share_page
from base.direcciones import address_here
from base.fotos import share_image
from base.frame import Frame
from base.json_ld import organization
from base.links import Feed
from base.presentation import Presentation
from servidor.caches.fragments import fragment, published_fragment

from . import views
from .cards import noticia_cards
from .eventos import cuando, la_proxima, schema_event
from .models import AgendaIndexPage, EventoPage, NoticiaPage, NoticiasIndexPage
from .relacionados import related_links

_OTHER_NEWS = 3


class NoticiasIndexPresentation(Presentation):
    model = NoticiasIndexPage
    lists_its_pages = True
    urls = (
        *views.NoticiasList.urls("noticias"),
        *views.NoticiasList.urls("categoria", "categoria/<slug:slug>/"),
        views.NoticiasList.urls("mes", "<int:anio>/<int:mes>/")[0],
    )

    def find(self, request, path_components):
        if len(path_components) != 1:  # such as a month
            return None
        return self.find_below(NoticiaPage.objects.with_relations(), request, path_components)

    def get_feeds(self, request):
        titulo = f"{self.page.title} · {Frame.for_request(request).nombre}"
        url = self.page.get_url(request)
        return [
            Feed(titulo, f"{url}rss/", "application/rss+xml", gettext("Noticias (RSS)")),
            Feed(titulo, f"{url}atom/", "application/atom+xml"),
            Feed(titulo, f"{url}json/", "application/feed+json"),
        ]


class NoticiaPresentation(Presentation):
    model = NoticiaPage
    open_graph_type = "article"
    search_group = "noticias"

    @property
    def search_date(self):
        return self.page.fecha

    def get_context(self, request):
        page, section = self.page, self._section(request)
        context = {
            "otras": self._other_news(section, request),
            "minutos": page.minutos_de_lectura,
            "correcciones": self._corrections(request),
            "relacionados": related_links(page, request),
            "compartir": share_page(page, request),
        }
        if page.categoria:
            context["categoria"] = {
                "nombre": page.categoria.nombre_traducido,
                "url": f"{section.get_url(request)}categoria/{page.categoria.slug}/",
            }
        return context

    def _corrections(self, request):
        """Return [{"fecha", "texto"}]."""
        page = self.page

        def compute():
            # Not the rows: each of them holds the page, which no cache stores.
            return [{"fecha": row.fecha, "texto": row.texto} for row in page.correcciones_por_fecha]

        return published_fragment(request, f"correcciones-{page.pk}", compute)

    def _section(self, request):
        """Return the section of this item, from the frame without a query while it is published."""
        for section in Frame.for_request(request).secciones:
            if self.page.path.startswith(section.path):
                return section
        return self.page.get_parent().specific

    def _other_news(self, section, request):
        latest = fragment(
            f"ultimas-{section.pk}-{Frame.for_request(request).site.pk}",
            lambda: noticia_cards(section.noticias()[: section.LATEST], request),
        )
        own = self.page.get_url(request)
        return [card for card in latest if card.url != own][:_OTHER_NEWS]

    def get_card_facts(self):
        return self.page.tipo_publico, date_format(self.page.fecha, "DATE_FORMAT")

    def get_article_facts(self):
        page = self.page
        facts = {"published_time": page.fecha.isoformat()}
        if page.last_published_at:
            facts["modified_time"] = page.last_published_at.isoformat(timespec="seconds")
        if page.categoria:
            facts["section"] = page.categoria.nombre_traducido
        return facts

    def get_json_ld(self, request):
        page, frame = self.page, Frame.for_request(request, self.page)
        url = page.get_full_url(request)
        article = {
            "@type": "NewsArticle",
            "headline": page.title,
            "description": page.resumen,
            "url": url,
            "mainEntityOfPage": url,
            "datePublished": page.fecha.isoformat(),
            "inLanguage": frame.lang,
            "publisher": organization(frame),
        }
        if page.last_published_at:
            article["dateModified"] = page.last_published_at.isoformat()
        if page.minutos_de_lectura:
            article["timeRequired"] = f"PT{page.minutos_de_lectura}M"
        if corrections := self._corrections(request):
            article["correction"] = [
                {
                    "@type": "CorrectionComment",
                    "text": correccion["texto"],
                    "datePublished": correccion["fecha"].isoformat(),
                }
                for correccion in corrections
            ]
        if page.fuente:
            article["creditText"] = page.fuente
        if page.categoria:
            article["articleSection"] = page.categoria.nombre_traducido
        if image := share_image(page.imagen_portada):
            article["image"] = frame.absolute(image.url)
        return [article, *super().get_json_ld(request)]


class AgendaIndexPresentation(Presentation):
    model = AgendaIndexPage
    lists_its_pages = True
    urls = (
        *views.EventosList.urls("por_venir"),
        *views.EventosPasadosList.urls("pasados"),
        path("ics/", views.calendario, name="ics"),
    )

    def find(self, request, path_components):
        eventos = EventoPage.objects.select_related("imagen_portada", "locale")
        return self.find_below(eventos, request, path_components)


class EventoPresentation(Presentation):
    model = EventoPage
    urls = (path("ics/", views.calendario_de_evento, name="ics"),)

    @property
    def search_date(self):
        return self.page.ultimo_dia

    def get_context(self, request):
        page, entidad = self.page, self.page.public_entity
        return {
            "cuando": cuando(page),
            "proxima": la_proxima(page),
            "donde": page.where(entidad),
            "organiza": entidad
            and {"nombre": entidad.title, "url": address_here(entidad, request)},
            "ya_paso": page.ultimo_dia < timezone.localdate(),
            "ics_url": f"{page.get_url(request)}ics/",
            "compartir": share_page(page, request),
        }

    def get_card_facts(self):
        return self.page.tipo_publico, cuando(self.page)

    def get_json_ld(self, request):
        page = self.page
        event = schema_event(page, request, entidad=page.public_entity)
        return [event, *super().get_json_ld(request)]
