"""Blocks of front pages with news and events, and invented examples for their previews."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from base.frame import Frame
from inicios.bloques import SeccionBlock

from .cards import NoticiaCard
from .eventos import EventoCard
from .models import AgendaIndexPage, NoticiasIndexPage

MOST_FEATURED = 4


class NoticiasBlock(SeccionBlock):
    class Meta:
        icon = "list-ul"
        label = _("Últimas noticias")
        description = _("Las cuatro más recientes, sin las que ya están como destacadas.")
        admin_text = _("Se ven solas las noticias más recientes. No hay nada que llenar.")
        template = "noticias/portada/noticias.html"

    def get_contents(self, request, context):
        section = Frame.for_request(request).seccion(NoticiasIndexPage)
        if section is None:
            return {}
        featured = {card.url for card in context["novedades"]["destacadas"]}
        cards = [card for card in context["novedades"]["noticias"] if card.url not in featured]
        return {
            "tarjetas": cards,
            "url": section.get_url(request),
            # Only if the page has no other large picture.
            "en_grande": bool(cards and cards[0].imagen_portada and not featured),
        }

    def get_example(self):
        return {"tarjetas": _example_news(), "url": "#"}


class DestacadasBlock(blocks.StructBlock):
    noticias = blocks.ListBlock(
        blocks.PageChooserBlock(label=_("Noticia"), page_type="noticias.NoticiaPage"),
        label=_("Noticias"),
        min_num=1,
        max_num=MOST_FEATURED,
        help_text=_("La primera se ve en grande; las demás, a su lado."),
    )

    class Meta:
        icon = "thumbtack"
        label = _("Noticias destacadas")
        description = _("De una a cuatro noticias que usted elige, la primera en grande.")
        template = "noticias/portada/destacadas.html"
        preview_template = "inicios/vista.html"

    def get_preview_context(self, value, parent_context=None):
        context = super().get_preview_context(value, parent_context)
        return context | {"novedades": {"destacadas": _example_news()}}


class AgendaBlock(SeccionBlock):
    class Meta:
        icon = "date"
        label = _("Agenda")
        description = _("Los tres eventos más próximos.")
        admin_text = _("Se ven solos los próximos eventos. No hay nada que llenar.")
        template = "noticias/portada/agenda.html"

    def get_contents(self, request, context):
        section = Frame.for_request(request).seccion(AgendaIndexPage)
        if section is None:
            return {}
        return {"eventos": context["novedades"]["agenda"], "url": section.get_url(request)}

    def get_example(self):
        return {"eventos": _example_events(), "url": "#"}


class CompartidasBlock(SeccionBlock):
    class Meta:
        icon = "group"
        label = _("De los municipios")
        description = _("Solo en la provincia: las noticias que comparten los municipios.")
        admin_text = _(
            "Se ven solas las noticias que comparten los municipios. No hay nada que llenar."
        )
        template = "noticias/portada/compartidas.html"

    def get_contents(self, request, context):
        return {"tarjetas": context["novedades"]["compartidas"]}

    def get_example(self):
        return {"tarjetas": _example_shared()}


def _example_news(*, portals=(None, None, None)):
    words = [
        (
            gettext("Se repara el techo de la escuela"),
            gettext("Las clases siguen en la casa de cultura."),
        ),
        (gettext("Vuelve el agua al reparto"), gettext("Terminó el arreglo de la conductora.")),
        (gettext("Abre la feria del libro"), gettext("Autores y ventas en el parque central.")),
    ]
    today = timezone.localdate()
    return [
        NoticiaCard(
            title=title,
            url="#",
            resumen=about,
            fecha=today - timedelta(days=place),
            imagen_portada=None,
            categoria=gettext("Sociedad"),
            portal=portal,
        )
        for place, ((title, about), portal) in enumerate(zip(words, portals, strict=True))
    ]


def _example_shared():
    return _example_news(portals=["Contramaestre", "Guamá", "Mella"])


def _example_events():
    words = [
        (gettext("Retreta de la banda municipal"), gettext("Parque central")),
        (gettext("Feria agropecuaria"), gettext("Avenida principal")),
        (gettext("Encuentro de lectores"), gettext("Biblioteca municipal")),
    ]
    return [
        EventoCard(
            title=title,
            url="#",
            resumen="",
            dia=timezone.localdate() + timedelta(days=7),
            cuando=gettext("Sábado, 8:30 p.m."),
            lugar=where,
            imagen_portada=None,
        )
        for title, where in words
    ]
