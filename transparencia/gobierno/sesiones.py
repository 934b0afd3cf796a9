"""The pages of an organ and of its sessions."""

from django.apps import apps
from django.utils import timezone

from base.chrome import Chrome, Link
from base.compartir import share_links
from base.paginacion import paginate
from directorio.tarjetas import idioma_de
from transparencia.propias import bajo, caminos, propias

from . import registro
from .acuerdos import de_sesion, entidades_publicas
from .delegados import telefono

PER_PAGE = 12


def organo_context(page, request):
    chrome = Chrome.for_request(request, page)
    places = caminos([page])[page.translation_key]
    found = de_portal(chrome).filter(bajo(places)).order_by("-fecha", "-pk")
    paging = paginate(request, found, PER_PAGE)
    found = registro.acuerdos(chrome).filter(bajo(places, "page__path"))
    return {
        **paging,
        "integrantes": [(row, telefono(row.telefono)) for row in page.integrantes.all()],
        "sesiones": tarjetas(paging["pagina"], request),
        "estados": registro.resumen(chrome, request, found, organo=page.slug),
        "compartir": share_links(page.get_full_url(request), page.title),
        "donde": entidades_publicas([page.entidad_id], request).get(page.entidad_id),
    }


def sesion_context(page, request):
    organo = page.get_parent()
    return {
        "organo": Link(organo.title, organo.get_url(request)),
        "sera": page.fecha > timezone.localdate(),
        "puntos": page.orden_del_dia.all(),
        "acuerdos": de_sesion(page, organo.title, request),
        "compartir": share_links(page.get_full_url(request), page.title),
    }


def de_portal(chrome):
    """Return the public sessions of a portal."""
    return propias(apps.get_model("transparencia", "SesionPage").objects.all(), chrome)


def tarjetas(pages, request):
    """Return what a list tells of sessions: which, when, and if they are still to come."""
    today = timezone.localdate()
    return [
        {
            "titulo": page.title,
            "url": page.get_url(request),
            "fecha": page.fecha,
            "caracter": page.get_caracter_display(),
            "sera": page.fecha >= today,
            "idioma": idioma_de(page, request),
        }
        for page in pages
    ]
