"""Reading without a connection: the service worker of a portal, and its page for what is not kept.

Decision 0097. The worker is one file for all portals, with the settings of each before it. A
browser that finds one byte changed installs it anew, and asks for the page again: so the emergency
numbers are part of the settings.
"""

import json
from functools import cache
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.http import HttpResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from atencion.cuaderno import escritos
from base.frame import Frame
from portatil.nombres import SUELTAS
from portatil.views import descarga, para_llevar
from search.views import ayudas
from servidor.responses import huella_de

# Browsers ask for the worker at each page; for an hour they find it in their own cache.
_VALID = {"Cache-Control": "public, max-age=3600, s-maxage=60"}
_NAME = "sin-conexion/"
_PAGES = "paginas-1"  # the name of the cache, as in the worker
_RESOURCES = (
    "css/portal.css",
    "css/atencion.css",
    "js/portal.js",
    "js/abierto.js",
    "js/registro.js",
    "js/guardadas.js",
    "js/llevar.js",
    "js/copias.js",
    "js/cuaderno.js",
    "img/iconos.svg",
)


@require_safe
def sin_conexion(request):
    """Render the page that a phone without a connection shows for what it does not have."""
    context = {
        "titulo_pagina": _("Sin conexión"),
        "ayudas": _telefonos(request),
        "guardadas": _PAGES,
        "escritos": escritos(request),
        "descarga": descarga(request),
        "para_llevar": para_llevar(request),
    }
    return render(request, "home/sin_conexion.html", context)


@require_safe
def trabajador(request):
    """Return the worker of this portal, or the one that removes it if SIN_CONEXION is off."""
    if not settings.SIN_CONEXION:
        return removal()
    told = json.dumps(_settings_of(request), ensure_ascii=False)
    return _script(f"const AJUSTES = {told};\n{_source('trabajador.js')}")


def removal():
    """Return a worker that deletes what browsers keep of this host, and itself."""
    return _script(_source("trabajador-fuera.js"))


def _telefonos(request):
    """Return the help of the sections that works without a connection."""
    return [ayuda for ayuda in ayudas(request) if ayuda.telefonos]


def _settings_of(request):
    there = Frame.for_request(request).portadas.keys() | {settings.LANGUAGE_CODE}
    told = [_in_language(code) for code, _name in settings.LANGUAGES if code in there]
    told.sort(key=lambda language: -len(language["prefijo"]))  # «/» is the beginning of all paths
    resources = [static(name) for name in _RESOURCES]
    return {
        "lenguas": told,
        "recursos": [*resources, *(language["pagina"] for language in told)],
        "recurso": settings.STATIC_URL,
        "foto": f"{settings.MEDIA_URL}images/",
        "llevar": reverse("llevar", args=["lista"]),
        # Files that somebody saves are no pages to keep.
        "fuera": [reverse("wagtailadmin_home"), SUELTAS],
        "huella": huella_de(repr(_telefonos(request))),
    }


def _in_language(code):
    with translation.override(code):
        page = reverse("sin_conexion")
        return {
            "prefijo": page.removesuffix(_NAME),
            "pagina": page,
            # Translators: the worker writes day and hour for %s.
            "guardado": _("Guardado el %s. Ahora no se llega al portal."),
            # Translators: the worker writes the day for %s.
            "llevado": _("Como estaba el %s. Ahora no se llega al portal."),
            "buscar": reverse("buscar"),
            "titulo": _("Lo que hay en este teléfono"),
            "nada": _("Nada en este teléfono. Pruebe con otra palabra, más corta o más general."),
        }


def _script(text):
    return HttpResponse(text, content_type="text/javascript; charset=utf-8", headers=_VALID)


@cache
def _source(name):
    return Path(finders.find(f"js/{name}")).read_text(encoding="utf-8")
