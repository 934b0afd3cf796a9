"""Helpers that create the records of what was taken over from older portals."""

from mudanza.models import Anterior, Clase, RutaAnterior, Sistema


def was(portal, clave, page=None, *rutas, clase=Clase.PIEZA, sistema=Sistema.JOOMLA, **fields):
    """Record that ``page`` was ``clave`` in the older portal, at the addresses ``rutas``."""
    anterior = Anterior.objects.create(
        site=portal.site, sistema=sistema, clase=clase, clave=clave, page=page, **fields
    )
    for ruta in rutas:
        RutaAnterior.objects.create(site=portal.site, ruta=ruta, anterior=anterior)
    return anterior


def joomla(portal, noticia):
    was(portal, "123", noticia, "/noticias/123-inauguran", alias="inauguran-policlinico")
    was(portal, "7", portal.noticias, "/noticias/salud", clase=Clase.CATEGORIA, alias="salud")
    was(portal, "41", portal.noticias, clase=Clase.CATEGORIA, alias="cultura")


def wordpress(portal, noticia):
    was(
        portal,
        "123",
        noticia,
        "/2019/05/12/inauguran-policlinico",
        alias="inauguran-policlinico",
        sistema=Sistema.WORDPRESS,
    )
    was(
        portal,
        "7",
        portal.noticias,
        "/category/salud",
        clase=Clase.CATEGORIA,
        alias="salud",
        sistema=Sistema.WORDPRESS,
    )
