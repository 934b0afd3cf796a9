"""Views below the section of avisos: the list by type, the feeds and the messages in CAP."""

from django.core.cache import caches
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.functional import cached_property

from base.listing import Filter, PublicList
from difusion.feeds import dated
from servidor.caches.fragments import fragment

from . import cap
from .cards import aviso_cards
from .feeds import avisos_feed
from .models import AvisoPage
from .models.opciones import Tipo
from .vigentes import avisos_vigentes

_FEED_LENGTH = 20


class AvisosList(PublicList):
    """List of past avisos, with the current ones on its first page; ``?tipo`` filters by type."""

    per_page = 12
    formats = ("rss", "atom")
    items_name = "pasados"

    @property
    def seconds(self):
        """At most until the next aviso ends: then it is one of the past ones."""
        now = timezone.now()
        ends = (card.termina for card in avisos_vigentes(self.request) if card.termina)
        left = min(((end - now).total_seconds() for end in ends), default=float("inf"))
        return min(left, caches["fragments"].default_timeout)

    @cached_property
    def every(self):
        return AvisoPage.objects.para(self.frame.datos)

    def get_items(self):
        return self.every.terminados()

    def get_filters(self):
        return [Filter("tipo", Tipo.choices, "tipo")]

    def get_cards(self, items):
        return aviso_cards(items.object_list, self.request, self.page)

    def get_context(self):
        context = super().get_context()
        is_first = context["pagina"].number == 1
        running = avisos_vigentes(self.request) if is_first else []
        asked = self.chosen["tipo"]
        used = fragment(f"tipos-de-avisos-{self.page.pk}", self._read_kinds)
        kinds = zip(Tipo.values, self.links("tipo")[1:], strict=True)
        return context | {
            "vigentes": [card for card in running if asked in ("", card.tipo)],
            # Only the types that have avisos, in the order of the choices.
            "tipos": [link for tipo, link in kinds if tipo in used],
        }

    def _read_kinds(self):
        return set(self.every.order_by().values_list("tipo", flat=True).distinct())

    def write(self, formato):
        """Return the latest avisos as a feed, ended ones included."""
        latest = self.narrow(self.every).order_by("-last_published_at", "-pk")[:_FEED_LENGTH]
        return avisos_feed(self, formato, aviso_cards(latest, self.request, self.page))


def mensaje(page, request, identificador):
    """Return one message in CAP, as it was sent; 404 if this portal did not get it."""
    message = get_object_or_404(cap.messages_for(request), identificador=identificador)
    return dated(cap.message_response(message), request, message.enviado)
