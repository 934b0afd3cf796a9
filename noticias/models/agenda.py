from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from base.models import IndexPage
from base.publicas import publicas
from noticias.ocasiones import next_times
from noticias.repeticion import Cada

from .evento import EventoPage


class AgendaIndexPage(IndexPage):
    """Page with the events of one portal, upcoming and past."""

    subpage_types = ["noticias.EventoPage"]
    page_description = _("Reúne los eventos del portal. Hay una sola.")

    NEXT = 3

    class Meta:
        verbose_name = _("agenda")
        verbose_name_plural = _("agendas")

    def eventos(self):
        return publicas(EventoPage.objects.child_of(self)).with_relations()

    def front_events(self):
        """Return the next occasion of the 3 nearest events, for a front page, in one query."""
        coming = self.eventos().por_venir().prefetch_related(None)
        repeats = ~Q(repite=Cada.NUNCA)
        nearest = coming.exclude(repeats).values("pk")[: self.NEXT]
        return next_times(coming.filter(repeats | Q(pk__in=nearest)))[: self.NEXT]
