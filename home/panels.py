"""Panel of the admin's front page with figures about each portal and its news."""

from django.db.models import Count, Max, Q
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy, ngettext

from aislamiento.apagadas import encendidas
from base.tree import container
from moderacion.dashboard.listas import ListaDePaginas, lista_url, register
from moderacion.dashboard.panels import Cifra, CifrasPanel
from noticias.models import NoticiaPage, NoticiasIndexPage


def _news(**conditions):
    return Q(pk__in=NoticiaPage.objects.filter(live=True, **conditions).order_by().values("pk"))


def _first_of_month():
    return timezone.localdate().replace(day=1)


NOTICIAS = register(
    ListaDePaginas(
        "noticias",
        gettext_lazy("Noticias publicadas"),
        gettext_lazy("Todavía no hay noticias publicadas."),
        _news,
        ("-noticiapage__fecha", "-first_published_at", "pk"),
    )
)
NOTICIAS_DEL_MES = register(
    ListaDePaginas(
        "noticias-del-mes",
        gettext_lazy("Noticias de este mes"),
        gettext_lazy("Este mes no se han publicado noticias."),
        lambda: _news(fecha__gte=_first_of_month()),
        NOTICIAS.ordering,
    )
)


class PortalEnCifrasPanel(CifrasPanel):
    """Figures of a portal, including those about its news."""

    def get_figures(self, path, record, row):
        figures = super().get_figures(path, record, row)
        news = self.news.get(path)
        if news is None and path not in self.whole & self.giving:
            return figures  # an entidad, a language, or a portal without a section of news
        total = news["mes"] if news else 0
        return [
            *figures,
            Cifra(str(total), NOTICIAS_DEL_MES.titulo, lista_url(NOTICIAS_DEL_MES, record)),
            self.get_silence(news and news["ultima"], record),
        ]

    def get_silence(self, last, record):
        days = max((timezone.localdate() - last).days, 0) if last else None
        text = ngettext("Día desde la última noticia", "Días desde la última noticia", days or 0)
        return Cifra("—" if days is None else str(days), text, lista_url(NOTICIAS, record))

    @cached_property
    def giving(self):
        """Containers of the portals whose section of news is on."""
        sections = encendidas(NoticiasIndexPage.objects.all()).order_by()
        return set(sections.values_list(container(), flat=True))

    @cached_property
    def news(self):
        """{container: {"mes": news this month, "ultima": last date}}, of portals with news."""
        rows = (
            NoticiaPage.objects.filter(live=True, pk__in=self.pages.order_by().values("pk"))
            .order_by()
            .annotate(container=container())
            .values("container")
            .annotate(
                mes=Count("pk", filter=Q(fecha__gte=_first_of_month())),
                ultima=Max("fecha"),
            )
        )
        return {row["container"]: row for row in rows}
