"""What is below the news and the agenda: lists by month and category, feeds, calendars."""

from datetime import date

from django.db.models import Count
from django.db.models.functions import TruncMonth
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from wagtail.models import Locale

from base.chrome import Chrome
from base.fragmentos import fragment
from base.paginacion import paginate
from base.publicas import publicas

from .calendario import calendar_file
from .cards import noticia_cards
from .eventos import evento_cards
from .feeds import news_feed
from .models import CategoriaNoticia, EventoPage, NoticiaPage

PER_PAGE = 12
_FEED_LENGTH = 20
# More are no calendar but an archive.
_CALENDAR_LENGTH = 200


def noticias(page, request):
    return _render_news(page, request, page.noticias())


def noticias_de_categoria(page, request, slug):
    categoria = _get_categoria(slug)
    return _render_news(
        page,
        request,
        page.noticias().filter(categoria=categoria),
        filtro=categoria.nombre_traducido,
        categoria=categoria,
    )


def noticias_del_mes(page, request, anio, mes):
    try:
        month = date(anio, mes, 1)
    except (ValueError, OverflowError) as error:
        raise Http404 from error
    return _render_news(
        page,
        request,
        page.noticias().filter(fecha__year=anio, fecha__month=mes),
        filtro=date_format(month, "YEAR_MONTH_FORMAT"),
        month=month,
    )


def feed(page, request, formato, slug=None):
    """The latest news in the format ``rss``, ``atom`` or ``json``, of one category where asked."""
    categoria = _get_categoria(slug) if slug else None
    found = page.noticias().filter(categoria=categoria) if categoria else page.noticias()
    # In place of the covers, which only lists show.
    latest = found.prefetch_related(None).prefetch_related("correcciones")[:_FEED_LENGTH]
    return news_feed(request, page, formato, latest, categoria=categoria)


def _get_categoria(slug):
    return get_object_or_404(CategoriaNoticia, slug=slug, locale=Locale.get_default())


def _render_news(page, request, found, *, filtro=None, categoria=None, month=None):
    url = page.get_url(request)
    feed_url = f"{url}categoria/{categoria.slug}/" if categoria else url
    chrome = Chrome.for_request(request, page)
    paging = paginate(request, found, PER_PAGE)
    if month and not paging["pagina"].paginator.count:
        raise Http404  # not a page for every month of the calendar
    number = paging["pagina"].number
    query = f"?page={number}" if number > 1 else ""
    return page.render(
        request,
        context_overrides={
            **paging,
            "noticias": noticia_cards(paging["pagina"], request),
            "filtro": filtro,
            "titulo_pagina": f"{page.title}: {filtro}" if filtro else None,
            "canonica": chrome.absolute(f"{request.path}{query}"),
            "categorias": _categories(page, url, categoria),
            "archivo": _archive(page, url, month),
            "feed_rss_url": f"{feed_url}rss/",
            "feed_atom_url": f"{feed_url}atom/",
            "feed_json_url": f"{feed_url}json/",
        },
    )


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


def eventos_por_venir(page, request):
    return _render_events(page, request, page.eventos().por_venir())


def eventos_pasados(page, request):
    return _render_events(page, request, page.eventos().pasados(), filtro=_("eventos pasados"))


def _render_events(page, request, found, *, filtro=None):
    chrome = Chrome.for_request(request, page)
    paging = paginate(request, found, PER_PAGE)
    number = paging["pagina"].number
    query = f"?page={number}" if number > 1 else ""
    url = page.get_url(request)
    return page.render(
        request,
        context_overrides={
            **paging,
            "eventos": evento_cards(paging["pagina"], request),
            "filtro": filtro,
            "titulo_pagina": f"{page.title}: {filtro}" if filtro else None,
            "canonica": chrome.absolute(f"{request.path}{query}"),
            "pasados_url": f"{url}pasados/",
            "ics_url": f"{url}ics/",
        },
    )


def calendario(page, request):
    """All the events as a file, the latest first: who subscribes keeps what has passed."""
    latest = page.eventos().order_by("-empieza_el", "-pk")[:_CALENDAR_LENGTH]
    return calendar_file(latest, request, name=page.slug, title=page.title)


def calendario_de_evento(page, request):
    found = EventoPage.objects.filter(pk=page.pk).with_relations()
    return calendar_file(found, request, name=page.slug)
