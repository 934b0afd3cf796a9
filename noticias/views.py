"""What is below the news and the agenda: lists by month and category, feeds, calendars."""

from datetime import date

from django.db.models import Count
from django.db.models.functions import TruncMonth
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy
from wagtail.models import Locale

from base.fragmentos import fragment
from base.listing import PublicList
from base.publicas import publicas

from .calendario import calendar_file
from .cards import noticia_cards
from .eventos import evento_cards
from .feeds import news_feed
from .models import CategoriaNoticia, EventoPage, NoticiaPage

_FEED_LENGTH = 20
# More are no calendar but an archive.
_CALENDAR_LENGTH = 200


class NoticiasList(PublicList):
    """The news of a portal, or those of one ``categoria`` or one ``month``."""

    per_page = 12
    items_name = "noticias"

    def __init__(self, page, request, *, categoria=None, month=None):
        super().__init__(page, request)
        self.categoria, self.month = categoria, month

    def get_items(self):
        found = self.page.noticias()
        if self.categoria:
            return found.filter(categoria=self.categoria)
        if self.month:
            return found.filter(fecha__year=self.month.year, fecha__month=self.month.month)
        return found

    @property
    def chosen_words(self):
        if self.categoria:
            return self.categoria.nombre_traducido
        return date_format(self.month, "YEAR_MONTH_FORMAT") if self.month else ""

    def get_cards(self, items):
        return noticia_cards(items, self.request)

    def get_extra_context(self, cards):
        if self.month and not cards:
            raise Http404  # not a page for every month of the calendar
        url = self.url
        feed_url = f"{url}categoria/{self.categoria.slug}/" if self.categoria else url
        return {
            "categorias": _categories(self.page, url, self.categoria),
            "archivo": _archive(self.page, url, self.month),
            "feed_rss_url": f"{feed_url}rss/",
            "feed_atom_url": f"{feed_url}atom/",
            "feed_json_url": f"{feed_url}json/",
        }


def noticias_de_categoria(page, request, slug):
    return NoticiasList(page, request, categoria=_get_categoria(slug)).render()


def noticias_del_mes(page, request, anio, mes):
    try:
        month = date(anio, mes, 1)
    except (ValueError, OverflowError) as error:
        raise Http404 from error
    return NoticiasList(page, request, month=month).render()


def feed(page, request, formato, slug=None):
    """The latest news in the format ``rss``, ``atom`` or ``json``, of one category where asked."""
    categoria = _get_categoria(slug) if slug else None
    found = page.noticias().filter(categoria=categoria) if categoria else page.noticias()
    # In place of the covers, which only lists show.
    latest = found.prefetch_related(None).prefetch_related("correcciones")[:_FEED_LENGTH]
    return news_feed(request, page, formato, latest, categoria=categoria)


def _get_categoria(slug):
    return get_object_or_404(CategoriaNoticia, slug=slug, locale=Locale.get_default())


def _categories(page, url, current):
    """Return the categories that have news."""
    public = publicas(NoticiaPage.objects.child_of(page))
    used = CategoriaNoticia.objects.filter(noticias__in=public).distinct()
    return [
        {
            "nombre": categoria.nombre_traducido,
            "url": f"{url}categoria/{categoria.slug}/",
            "actual": categoria == current,
        }
        for categoria in fragment(f"categorias-{page.pk}", lambda: list(used))
    ]


def _archive(page, url, current):
    """Return the years with their months that have news, newest first."""
    months = (
        publicas(NoticiaPage.objects.child_of(page))
        .annotate(month=TruncMonth("fecha"))
        .values("month")
        .annotate(total=Count("pk"))
        .order_by("-month")
    )
    years = {}
    for row in fragment(f"archivo-{page.pk}", lambda: list(months)):
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


class EventosList(PublicList):
    """The events to come of a portal, the nearest first."""

    per_page = 12
    items_name = "eventos"

    def get_items(self):
        return self.page.eventos().por_venir()

    def get_cards(self, items):
        return evento_cards(items, self.request)

    def get_extra_context(self, cards):
        url = self.page.get_url(self.request)
        return {"pasados_url": f"{url}pasados/", "ics_url": f"{url}ics/"}


class EventosPasadosList(EventosList):
    path = "pasados/"
    chosen_words = gettext_lazy("eventos pasados")

    def get_items(self):
        return self.page.eventos().pasados()


def calendario(page, request):
    """All the events as a file, the latest first: who subscribes keeps what has passed."""
    latest = page.eventos().order_by("-empieza_el", "-pk")[:_CALENDAR_LENGTH]
    return calendar_file(latest, request, name=page.slug, title=page.title)


def calendario_de_evento(page, request):
    found = EventoPage.objects.filter(pk=page.pk).with_relations()
    return calendar_file(found, request, name=page.slug)
