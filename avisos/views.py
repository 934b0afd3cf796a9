"""Views below the section of avisos: the list by type, the feeds and the messages in CAP."""

from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property

from base.feeds import dated
from base.listing import Filter, PublicList

from . import cap
from .cards import aviso_cards
from .feeds import avisos_feed
from .models import AvisoPage
from .models.opciones import Tipo

_FEED_LENGTH = 20


class AvisosList(PublicList):
    """List of past avisos, with the current ones on its first page; ``?tipo`` filters by type."""

    per_page = 12
    formats = ("rss", "atom")
    items_name = "pasados"

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
        running = self.narrow(self.every.vigentes())
        used = set(self.every.order_by().values_list("tipo", flat=True).distinct())
        kinds = zip(Tipo.values, self.links("tipo")[1:], strict=True)
        return context | {
            "vigentes": aviso_cards(running, self.request, self.page) if is_first else [],
            # Only the types that have avisos, in the order of the choices.
            "tipos": [link for tipo, link in kinds if tipo in used],
        }

    def write(self, formato):
        """Return the latest avisos as a feed, ended ones included."""
        latest = self.narrow(self.every).order_by("-last_published_at", "-pk")[:_FEED_LENGTH]
        return avisos_feed(self, formato, aviso_cards(latest, self.request, self.page))


def mensaje(page, request, identificador):
    """Return one message in CAP, as it was sent; 404 if this portal did not get it."""
    message = get_object_or_404(cap.messages_for(request), identificador=identificador)
    return dated(cap.message_response(message), request, message.enviado)
