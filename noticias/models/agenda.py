from django.utils.translation import gettext_lazy as _

from base.models import IndexPage
from base.publicas import publicas

from .evento import EventoPage


class AgendaIndexPage(IndexPage):
    """The events of one portal: what is to come, and what has passed."""

    subpage_types = ["noticias.EventoPage"]
    page_description = _("Reúne los eventos del portal. Hay una sola.")

    NEXT = 3

    class Meta:
        verbose_name = _("agenda")
        verbose_name_plural = _("agendas")

    def eventos(self):
        return publicas(EventoPage.objects.child_of(self)).with_relations()

    def front_events(self):
        """The nearest events, for a front page, without pictures."""
        return list(self.eventos().por_venir().prefetch_related(None)[: self.NEXT])
