from django.utils.translation import gettext_lazy as _
from wagtail.contrib.routable_page.models import RoutablePageMixin, path

from base.chrome import Chrome
from base.models import BasePage
from base.paginacion import paginate
from base.publicas import publicas
from noticias.calendario import calendar_file
from noticias.eventos import evento_cards

from .evento import EventoPage


class AgendaIndexPage(RoutablePageMixin, BasePage):
    """The events of one portal: what is to come, and what has passed."""

    parent_page_types = ["home.HomePage"]
    subpage_types = ["noticias.EventoPage"]
    max_count_per_parent = 1
    page_description = _("Reúne los eventos del portal. Hay una sola.")
    lists_its_pages = True

    PER_PAGE = 12
    NEXT = 3
    # More are no calendar but an archive.
    CALENDAR_LENGTH = 200

    content_panels = [*BasePage.content_panels, *BasePage.vigencia_panels]

    class Meta:
        verbose_name = _("agenda")
        verbose_name_plural = _("agendas")

    def reserves_slug(self, slug):
        return slug in {"ics", "pasados"}

    def eventos(self):
        return publicas(EventoPage.objects.child_of(self)).with_relations()

    def front_events(self):
        """The nearest events, for a front page, without pictures."""
        return list(self.eventos().por_venir().prefetch_related(None)[: self.NEXT])

    @path("")
    def por_venir(self, request):
        return self.render_list(request, self.eventos().por_venir())

    @path("pasados/")
    def pasados(self, request):
        return self.render_list(request, self.eventos().pasados(), filtro=_("eventos pasados"))

    @path("ics/")
    def ics(self, request):
        """All of them, the latest first: who subscribes keeps what has passed."""
        latest = self.eventos().order_by("-empieza_el", "-pk")[: self.CALENDAR_LENGTH]
        return calendar_file(latest, request, name=self.slug, title=self.title)

    def render_list(self, request, eventos, *, filtro=None):
        chrome = Chrome.for_request(request, self)
        paging = paginate(request, eventos, self.PER_PAGE)
        number = paging["pagina"].number
        query = f"?page={number}" if number > 1 else ""
        url = self.get_url(request)
        return self.render(
            request,
            context_overrides={
                **paging,
                "eventos": evento_cards(paging["pagina"], request),
                "filtro": filtro,
                "titulo_pagina": f"{self.title}: {filtro}" if filtro else None,
                "canonica": chrome.absolute(f"{request.path}{query}"),
                "pasados_url": f"{url}pasados/",
                "ics_url": f"{url}ics/",
            },
        )
