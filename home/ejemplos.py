"""Invented content for the previews of front page blocks; it never comes from a portal."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from avisos.cards import AvisoCard
from avisos.models import AvisoPage
from base.links import PortalLink
from noticias.cards import NoticiaCard
from noticias.eventos import EventoCard

_PORTALS = [("Contramaestre", "mar"), ("Guamá", "sierra"), ("Mella", "cana")]


def noticias(*, portals=(None, None, None)):
    words = [
        (_("Se repara el techo de la escuela"), _("Las clases siguen en la casa de cultura.")),
        (_("Vuelve el agua al reparto"), _("Terminó el arreglo de la conductora.")),
        (_("Abre la feria del libro"), _("Autores y ventas en el parque central.")),
    ]
    today = timezone.localdate()
    return [
        NoticiaCard(
            title=title,
            url="#",
            resumen=about,
            fecha=today - timedelta(days=place),
            imagen_portada=None,
            categoria=_("Sociedad"),
            portal=portal,
        )
        for place, ((title, about), portal) in enumerate(zip(words, portals, strict=True))
    ]


def compartidas():
    return noticias(portals=[name for name, _acento in _PORTALS])


def agenda():
    words = [
        (_("Retreta de la banda municipal"), _("Parque central")),
        (_("Feria agropecuaria"), _("Avenida principal")),
        (_("Encuentro de lectores"), _("Biblioteca municipal")),
    ]
    return [
        EventoCard(
            title=title,
            url="#",
            resumen="",
            dia=timezone.localdate() + timedelta(days=7),
            cuando=_("Sábado, 8:30 p.m."),
            lugar=where,
            imagen_portada=None,
        )
        for title, where in words
    ]


def eventos_de_vida():
    names = [_("Nacer y registrar"), _("Identidad"), _("Vivienda y construir"), _("Alimentos")]
    return [{"slug": "", "traducido": name, "total": 3 + place} for place, name in enumerate(names)]


def directorio():
    kinds = [_("Gobierno"), _("Salud"), _("Trámites y registros"), _("Transporte")]
    return {"tipos": [{"slug": "", "nombre": name} for name in kinds]}


def avisos():
    now = timezone.now()
    return [
        AvisoCard(
            pk=0,
            titulo=_("Corte de electricidad por mantenimiento"),
            resumen=_("El domingo de 8:00 a.m. a 2:00 p.m. en el reparto."),
            url="#",
            tipo=AvisoPage.Tipo.ELECTRICIDAD,
            fase=None,
            nivel=AvisoPage.Nivel.PRECAUCION,
            desde=now,
            termina=now + timedelta(days=1),
            sin_fin="",
            fuente="",
            actualizado=now,
            simulacro=False,
            de_la_provincia=False,
        )
    ]


def portales():
    return [
        PortalLink(name, "#", sede=name, acento=acento, es_provincial=False, actual=False)
        for name, acento in _PORTALS
    ]
