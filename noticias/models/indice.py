from datetime import date

from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import TruncMonth
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import Resolver404
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.routable_page.models import RoutablePageMixin, path, re_path
from wagtail.models import Locale

from base.chrome import Chrome, Feed
from base.fragmentos import fragment
from base.models import BasePage
from base.paginacion import paginate
from base.publicas import publicas
from noticias.cards import noticia_cards
from noticias.feeds import news_feed

from .categoria import CategoriaNoticia
from .noticia import NoticiaPage


class NoticiasIndexPage(RoutablePageMixin, BasePage):
    """The news of one portal: newest first, by month and by category."""

    parent_page_types = ["home.HomePage"]
    subpage_types = ["noticias.NoticiaPage"]
    max_count_per_parent = 1
    page_description = _("Reúne las noticias del portal. Hay una sola.")
    lists_its_pages = True

    PER_PAGE = 12
    FEED_LENGTH = 20
    LATEST = 6

    content_panels = [*BasePage.content_panels, *BasePage.vigencia_panels]

    class Meta:
        verbose_name = _("sección de noticias")
        verbose_name_plural = _("secciones de noticias")

    def route(self, request, path_components):
        """Find a news item with its category and cover: one query instead of four."""
        if len(path_components) == 1:
            items = NoticiaPage.objects.child_of(self).filter(slug=path_components[0])
            if noticia := items.with_relations().first():
                return noticia.route(request, [])
        return super().route(request, path_components)

    def reserves_slug(self, slug):
        """Archive, categories and feeds come before the news."""
        try:
            self.resolve_subpage(f"/{slug}/")
        except Resolver404:
            return slug == "categoria"
        return True

    def noticias(self):
        """The published news of this portal, newest first."""
        return publicas(NoticiaPage.objects.child_of(self)).recent()

    def latest_cards(self, request):
        """The newest news as cards, enough for the foot of a news item."""
        return fragment(
            f"ultimas-{self.pk}-{Chrome.for_request(request).site.pk}",
            lambda: noticia_cards(self.noticias()[: self.LATEST], request),
        )

    def front_news(self, chosen):
        """Return the news with the keys ``chosen``, in that order, and the latest.

        Both for a front page: those that this section publishes, with one query, without
        pictures. What is chosen is shown in the language of this section.
        """
        pages = NoticiaPage.objects.filter(pk__in=chosen)
        latest = Q(pk__in=self.noticias()[: self.LATEST].values("pk"))
        wanted = latest | Q(translation_key__in=pages.values("translation_key"))
        same = pages.filter(translation_key=OuterRef("translation_key")).order_by("pk")
        named = self.noticias().annotate(elegida=Subquery(same.values("pk")[:1]))
        found = list(named.filter(wanted).prefetch_related(None))
        featured = [noticia for noticia in found if noticia.elegida]
        featured.sort(key=lambda noticia: chosen.index(noticia.elegida))
        return featured, found[: self.LATEST]

    @path("")
    def todas(self, request):
        return self.render_list(request, self.noticias())

    @path("categoria/<slug:slug>/")
    def por_categoria(self, request, slug):
        categoria = self.get_categoria(slug)
        return self.render_list(
            request,
            self.noticias().filter(categoria=categoria),
            filtro=categoria.nombre_traducido,
            categoria=categoria,
        )

    @path("<int:anio>/<int:mes>/")
    def por_mes(self, request, anio, mes):
        try:
            month = date(anio, mes, 1)
        except (ValueError, OverflowError) as error:
            raise Http404 from error
        return self.render_list(
            request,
            self.noticias().filter(fecha__year=anio, fecha__month=mes),
            filtro=date_format(month, "YEAR_MONTH_FORMAT"),
            month=month,
        )

    @re_path(r"^(rss|atom|json)/$")
    def feed(self, request, formato):
        return self.syndicate(request, formato, self.noticias())

    @re_path(r"^categoria/([\w-]+)/(rss|atom|json)/$")
    def feed_por_categoria(self, request, slug, formato):
        categoria = self.get_categoria(slug)
        noticias = self.noticias().filter(categoria=categoria)
        return self.syndicate(request, formato, noticias, categoria=categoria)

    def syndicate(self, request, formato, noticias, *, categoria=None):
        # In place of the covers, which only lists show.
        latest = noticias.prefetch_related(None).prefetch_related("correcciones")
        latest = latest[: self.FEED_LENGTH]
        return news_feed(request, self, formato, latest, categoria=categoria)

    def get_categoria(self, slug):
        return get_object_or_404(CategoriaNoticia, slug=slug, locale=Locale.get_default())

    def get_feeds(self, request):
        titulo = f"{self.title} · {Chrome.for_request(request).nombre}"
        url = self.get_url(request)
        return [
            Feed(titulo, f"{url}rss/", "application/rss+xml", gettext("Noticias (RSS)")),
            Feed(titulo, f"{url}atom/", "application/atom+xml"),
            Feed(titulo, f"{url}json/", "application/feed+json"),
        ]

    def render_list(self, request, noticias, *, filtro=None, categoria=None, month=None):
        url = self.get_url(request)
        feed_url = f"{url}categoria/{categoria.slug}/" if categoria else url
        chrome = Chrome.for_request(request, self)
        paging = paginate(request, noticias, self.PER_PAGE)
        if month and not paging["pagina"].paginator.count:
            raise Http404  # not a page for every month of the calendar
        number = paging["pagina"].number
        query = f"?page={number}" if number > 1 else ""
        return self.render(
            request,
            context_overrides={
                **paging,
                "noticias": noticia_cards(paging["pagina"], request),
                "filtro": filtro,
                "titulo_pagina": f"{self.title}: {filtro}" if filtro else None,
                "canonica": chrome.absolute(f"{request.path}{query}"),
                "categorias": self.category_links(url, categoria),
                "archivo": self.archive_links(url, month),
                "feed_rss_url": f"{feed_url}rss/",
                "feed_atom_url": f"{feed_url}atom/",
                "feed_json_url": f"{feed_url}json/",
            },
        )

    def category_links(self, url, current):
        """Return the categories that have news."""
        public = publicas(NoticiaPage.objects.child_of(self))
        used = CategoriaNoticia.objects.filter(noticias__in=public).distinct()
        return [
            {
                "nombre": categoria.nombre_traducido,
                "url": f"{url}categoria/{categoria.slug}/",
                "actual": categoria == current,
            }
            for categoria in fragment(f"categorias-{self.pk}", lambda: list(used))
        ]

    def archive_links(self, url, current):
        """Return the years with their months that have news, newest first."""
        months = (
            publicas(NoticiaPage.objects.child_of(self))
            .annotate(month=TruncMonth("fecha"))
            .values("month")
            .annotate(total=Count("pk"))
            .order_by("-month")
        )
        years = {}
        for row in fragment(f"archivo-{self.pk}", lambda: list(months)):
            month = row["month"]
            years.setdefault(month.year, []).append(
                {
                    "nombre": date_format(month, "F"),
                    "url": f"{url}{month.year}/{month.month}/",
                    "total": row["total"],
                    "actual": month == current,
                }
            )
        return [{"anio": str(year), "meses": rows} for year, rows in years.items()]
