"""The page with all portals, which also leads from a page to the same page of another portal."""

import re
from itertools import groupby
from urllib.parse import urljoin

from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from base.frame import Frame
from base.links import Link
from base.texto import plain

_PATH = re.compile(r"(/[a-z0-9_-]+)*/", re.ASCII)


@require_safe
def otros_portales(request):
    """Render the list; each link leads to the path in ``?ruta=``, common to all municipalities."""
    frame = Frame.for_request(request)
    path = request.GET.get("ruta", "/")
    path = path if _PATH.fullmatch(path) else "/"
    leads_home = path == "/"
    portales = frame.portales if leads_home else frame.municipios
    links = [
        Link(item.nombre, item.url if leads_home else urljoin(item.url, path), item.actual)
        for item in portales
    ]
    links.sort(key=_by_name)
    context = {
        "titulo_pagina": _("Portales de la provincia") if leads_home else _("Elija su municipio"),
        "grupos": [(letter, list(group)) for letter, group in groupby(links, _first_letter)],
    }
    return render(request, "home/otros_portales.html", context)


def _by_name(link):
    return plain(link.titulo)


def _first_letter(link):
    return plain(link.titulo)[:1].upper()
