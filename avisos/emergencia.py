"""Portada of a portal in emergency mode: what people need now, in a few kilobytes."""

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone

from base.frame import Frame
from base.idiomas import en_espanol
from base.nombres import con_idioma
from directorio import queries
from directorio.cards import idioma_de
from directorio.listing import emergencias
from directorio.telefonos import Telefono, telefonos_de
from servidor.caches.fragments import fragment

from .models import ModoEmergencia
from .vigentes import avisos_vigentes, seccion_de_avisos

# Query parameter that shows the usual portada during an emergency.
COMPLETA = "completa"


@dataclass(frozen=True)
class Centro:
    """Evacuation centre of the directory."""

    nombre: str
    direccion: str
    referencia: str
    telefono: Telefono | None


def front_page(request):
    """Return the response that replaces the portada, or None if there is no emergency mode."""
    if COMPLETA in request.GET or getattr(request, "is_preview", False):
        return None
    frame = Frame.for_request(request)
    kept = fragment(f"emergencia-{frame.site.pk}", lambda: _read_modes(frame))
    mode = next((row for row in kept if row["termina"] > timezone.now()), None)
    if mode is None:
        return None
    return HttpResponse(render_to_string("avisos/emergencia.html", _context(request, mode)))


def _read_modes(frame):
    running = ModoEmergencia.objects.vigentes().filter(portales=frame.datos.pk)
    return list(running.values("motivo", "empieza", "termina"))


def _context(request, mode):
    frame = Frame.for_request(request)
    avisos = avisos_vigentes(request)
    section = seccion_de_avisos(request)
    return {
        "request": request,
        "frame": frame,
        "motivo": en_espanol(mode["motivo"]),
        "avisos": avisos,
        "avisos_url": section and section.get_url(request),
        "telefonos": emergencias(frame),
        "centros": fragment(f"centros-{frame.inicio.pk}", lambda: _centres(request)),
        "actualizado": _latest(mode, avisos),
        "completa_url": f"{frame.inicio_url}?{COMPLETA}",
    }


def _latest(mode, avisos) -> datetime:
    return max([mode["empieza"], *(aviso.actualizado for aviso in avisos)])


def _centres(request):
    frame = Frame.for_request(request)
    entities = queries.entidades_de(frame.site, frame.inicio)
    found = entities.filter(tipo__es_evacuacion=True).prefetch_related("contactos")
    centres = []
    for entidad in found.alphabetical():
        idioma = idioma_de(entidad, request)
        centres.append(
            Centro(
                nombre=con_idioma(entidad.title, idioma),
                direccion=entidad.direccion,
                referencia=con_idioma(entidad.referencia, idioma),
                telefono=next(iter(telefonos_de(entidad.contactos.all(), idioma)), None),
            )
        )
    return centres
