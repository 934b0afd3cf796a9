"""Lists, feeds and calendars of news and events."""

from datetime import date

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.db.models import Count
from django.db.models.functions import TruncMonth
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy

from base.listing import PublicList
from base.publicas import publicas
from servidor.caches.fragments import UNTIL_ANNOUNCED, fragment

from .calendario import calendar_file
from .cards import noticia_cards
from .eventos import evento_cards, past_cards
from .feeds import news_feed
from .models import WHEN, CategoriaNoticia, EventoPage, NoticiaPage
from .ocasiones import Ocasiones

_FEED_LENGTH = 20
# A calendar with more would be an archive.
_CALENDAR_LENGTH = 200


class NoticiasList(PublicList):
    """List of the news of a portal: all, of the category ``slug``, or of one month."""

    per_page = 12
    formats = ("rss", "atom", "json")
    items_name = "noticias"
    seconds = UNTIL_ANNOUNCED

    def __init__(self, page, request, *, slug="", anio=None, mes=None):
        super().__init__(page, request)
        self.categoria = _get_categoria(slug) if slug else None
        self.month = None if mes is None else _get_month(anio, mes)
        # Feeds of a month would never change, so its page links to the feeds of all news.
        self.path = f"categoria/{slug}/" if slug else ""

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
            raise Http404  # no page for months without news
        url = self.page.get_url(self.request)
        return {
            "categorias": _categories(self.page, url, self.categoria),
            "archivo": _archive(self.page, url, self.month),
        }

    def write(self, formato):
        """Return the feed of the 20 latest news.

        Only RSS is kept: the whole texts of the other formats would fill the memory of processes.
        """
        if formato == "rss":
            return self.kept(formato, lambda: self._feed(formato))
        return self._feed(formato)

    def _feed(self, formato):
        # Without the covers, which only lists show.
        latest = self.found.prefetch_related(None).prefetch_related("correcciones")[:_FEED_LENGTH]
        return news_feed(self.request, self.page, formato, latest, subject=self.full_title)


def _get_categoria(slug):
    def compute():
        return get_object_or_404(CategoriaNoticia.originals(), slug=slug)

    return fragment(f"categoria-{slug}", compute, UNTIL_ANNOUNCED)


def _get_month(anio, mes):
    try:
        return date(anio, mes, 1)
    except (ValueError, OverflowError) as error:
        raise Http404 from error


def _categories(page, url, current):
    """Return the categories with public news, as dicts for the template."""

    def compute():
        public = publicas(NoticiaPage.objects.child_of(page))
        return list(CategoriaNoticia.objects.filter(noticias__in=public).distinct())

    return [
        {
            "nombre": categoria.nombre_traducido,
            "url": f"{url}categoria/{categoria.slug}/",
            "actual": categoria == current,
        }
        for categoria in fragment(f"categorias-{page.pk}", compute)
    ]


def _archive(page, url, current):
    """Return the years and months with public news, newest first, as dicts for the template."""

    def compute():
        return list(
            publicas(NoticiaPage.objects.child_of(page))
            .annotate(month=TruncMonth("fecha"))
            .values("month")
            .annotate(total=Count("pk"))
            .order_by("-month")
        )

    years = {}
    for row in fragment(f"archivo-{page.pk}", compute):
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
    """List of the upcoming events of a portal, the nearest first."""

    per_page = 12
    items_name = "eventos"
    seconds = DEFAULT_TIMEOUT

    def get_items(self):
        return self.page.eventos().por_venir()

    def get_listed(self):
        return Ocasiones(self.found, fields=WHEN)

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

    def get_listed(self):
        """Return each repeating event once, not all its past occasions."""
        return self.found

    def get_cards(self, items):
        return past_cards(items, self.request)


def calendario(page, request):
    """Return the 200 latest events, past ones too, as a file: subscribers keep past events."""

    def compute():
        latest = page.eventos().latest_first()[:_CALENDAR_LENGTH]
        return calendar_file(latest, request, name=page.slug, title=page.title)

    return fragment(f"calendario-{page.pk}", compute, UNTIL_ANNOUNCED)


def calendario_de_evento(page, request):
    found = EventoPage.objects.filter(pk=page.pk).with_relations()
    return calendar_file(found, request, name=page.slug)
