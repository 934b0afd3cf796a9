"""The citizen's search: public pages of one portal in the language of the reader."""

import re
import unicodedata

from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.models import Page

from base.chrome import Chrome
from base.paginacion import paginate
from base.texto import plain

MAX_LENGTH = 200
PER_PAGE = 10


def clean_query(text):
    """Return the words of ``text``; what is no word means nothing to the search engines.

    Accents written as characters of their own (some keyboards and clipboards do) are
    joined to their letters first.
    """
    return " ".join(re.findall(r"\w+", unicodedata.normalize("NFC", text)))


def is_named(title, words):
    """Whether ``title`` itself says all the words, whatever their accents and capitals."""
    title = plain(title)
    return all(word in title for word in plain(words).split())


@require_safe
def buscar(request):
    consulta = request.GET.get("q", "").strip()
    context = {"consulta": consulta[:MAX_LENGTH].replace("\x00", ""), "titulo_pagina": _("Buscar")}
    status = 200
    if len(consulta) > MAX_LENGTH:
        status = 400
        context["error"] = _("La búsqueda es demasiado larga. Use menos palabras.")
    elif words := clean_query(consulta):
        chrome = Chrome.for_request(request)
        pages = Page.objects.descendant_of(chrome.inicio).live().public().order_by("pk")
        results = pages.specific().search(words, operator="and")
        paging = paginate(request, results, PER_PAGE)
        shared = [
            found for section in chrome.secciones for found in section.find_shared(request, words)
        ]
        found = [
            {
                "titulo": page.title,
                "resumen": page.get_meta_description(),
                "url": page.get_url(request),
                "tipo": page.tipo_publico,
            }
            for page in paging["pagina"]
        ]
        if paging["pagina"].number == 1:
            found = sorted(shared + found, key=lambda row: not is_named(row["titulo"], words))
        context |= paging | {
            "resultados": found,
            "total": paging["pagina"].paginator.count + len(shared),
        }
    elif consulta:
        status = 400
        context["error"] = _("Escriba al menos una palabra.")
    return render(request, "search/buscar.html", context, status=status)
