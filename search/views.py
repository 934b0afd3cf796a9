"""The citizen's search: public pages of one portal in the language of the reader."""

import re
import unicodedata

from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.models import Page

from base.chrome import Chrome
from base.paginacion import paginate

MAX_LENGTH = 200
PER_PAGE = 10


def clean_query(text):
    """Return the words of ``text``; what is no word means nothing to the search engines.

    Accents written as characters of their own (some keyboards and clipboards do) are
    joined to their letters first.
    """
    return " ".join(re.findall(r"\w+", unicodedata.normalize("NFC", text)))


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
        context |= paging | {
            "resultados": [
                *(shared if paging["pagina"].number == 1 else ()),
                *(
                    {
                        "titulo": page.title,
                        "resumen": page.get_meta_description(),
                        "url": page.get_url(request),
                        "tipo": page.page_type_display_name,
                    }
                    for page in paging["pagina"]
                ),
            ],
            "total": paging["pagina"].paginator.count + len(shared),
        }
    elif consulta:
        status = 400
        context["error"] = _("Escriba al menos una palabra.")
    return render(request, "search/buscar.html", context, status=status)
