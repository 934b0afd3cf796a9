"""The page of the section: the delegate's search first, then the organs and what they agreed."""

from django.apps import apps
from django.db.models import OuterRef, Subquery
from django.utils import timezone

from base.chrome import Chrome, Link
from base.publicas import publicas
from directorio.tarjetas import idioma_de
from transparencia.propias import propias

from . import registro, sesiones
from .delegados import consejos

# How many of the sessions to come, and of those that were, the section shows.
_NEXT, _LAST = 2, 3


def pagina(page, request):
    chrome = Chrome.for_request(request, page)
    own = (_model("OrganoPage"), _model("ConsejoPopularPage"))
    others = publicas(page.get_children().not_type(*own))
    return page.render(
        request,
        context_overrides={
            "url": page.get_url(request),
            "organos": organos(chrome, request),
            "consejos": consejos(chrome).count(),
            "sesiones": _sessions(chrome, request),
            "estados": registro.resumen(chrome, request, registro.acuerdos(chrome)),
            "subpaginas": [Link(other.title, other.get_url(request)) for other in others],
        },
    )


def _model(name):
    return apps.get_model("transparencia", name)


def _sessions(chrome, request):
    """Return the cards of the next sessions, the nearest first, and of the last."""
    today = timezone.localdate()
    every = sesiones.de_portal(chrome)
    to_come = every.filter(fecha__gte=today).order_by("fecha", "pk")[:_NEXT]
    past = every.filter(fecha__lt=today).order_by("-fecha", "-pk")[:_LAST]
    return sesiones.tarjetas([*to_come, *past], request)


def organos(chrome, request):
    """Return the organs of the portal in the order that its editors gave them."""
    people = _model("Integrante").objects.filter(page=OuterRef("pk"))
    first = people.order_by("sort_order", "pk")
    found = propias(_model("OrganoPage").objects.all(), chrome).order_by("path")
    rows = found.annotate(
        preside=Subquery(first.values("nombre")[:1]), cargo=Subquery(first.values("cargo")[:1])
    )
    return [
        {
            "titulo": organo.title,
            "url": organo.get_url(request),
            "resumen": organo.resumen,
            "preside": organo.preside,
            "cargo": organo.cargo,
            "idioma": idioma_de(organo, request),
        }
        for organo in rows
    ]
