"""What a list shows of a procedure."""

from dataclasses import dataclass

from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Tarjeta:
    titulo: str
    url: str
    resumen: str
    entidad: str
    estado: str


def tarjetas(tramites, index_page, request, locales):
    """Return the cards of ``tramites`` within the section ``index_page``.

    ``locales`` maps the procedures that this portal adapts to the pages that do so.
    """
    url = index_page.get_url(request)
    cards = []
    for tramite in tramites:
        local = locales.get(tramite.pk)
        cards.append(
            Tarjeta(
                titulo=tramite.title,
                url=f"{url}{local.slug if local else tramite.slug}/",
                resumen=tramite.resumen,
                entidad=tramite.entidad.title if tramite.entidad else "",
                estado=_estado(tramite, local),
            )
        )
    return cards


def _estado(tramite, local):
    """What somebody must know before the journey; empty when all goes on as always."""
    if local is not None and not local.se_ofrece_aqui:
        return _("No se hace aquí")
    limits = [item.limitacion for item in (tramite, local) if item and item.limitacion]
    limits = [limit for limit in limits if limit.empezo]
    if any(limit.suspendido for limit in limits):
        return _("Suspendido")
    return _("Limitado") if limits else ""
