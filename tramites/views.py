"""Public views of trámites: the list and its files, one trámite and its plain text."""

import re
from dataclasses import replace
from functools import partial

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.http import HttpResponse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from base.compartir import share_address
from base.direcciones import address_here
from base.frame import Frame
from base.listing import Filter, PublicList
from base.texto import plain
from directorio.vigencia import states
from servidor.caches.fragments import fragment

from . import exports, lugares
from .cards import tarjetas
from .ficha import make_ficha
from .qr import qr_svg
from .queries import draft_filas, saved_filas
from .texto import Medida, as_text, text_links

_NUMBER = re.compile(r"[0-9]{1,9}")


# --- The list -------------------------------------------------------------------------


class TramitesList(PublicList):
    formats = ("csv", "json")
    formats_path = "catalogo/"
    is_searchable = True
    items_name = "tramites"
    # A few screens on a phone.
    per_page = 15
    seconds = DEFAULT_TIMEOUT

    def get_items(self):
        return self.page.tramites().alphabetical()

    @cached_property
    def choices(self):
        """Choices of the filters, as the template shows them."""
        page = self.page
        return {
            "eventos": page.events(),
            "entidades": page.entities(self.frame.site),
            "letras": page.letters(),
        }

    def get_filters(self):
        there = self.choices
        events = [(row["slug"], row["traducido"]) for row in there["eventos"]]
        entities = [(str(key), name) for key, name, _total in there["entidades"]]
        letters = [(letter, letter.upper()) for letter in there["letras"]]
        return [
            Filter("evento", events, "eventos__slug", is_open=True),
            Filter("entidad", entities, self._answered_by, clean=_key, is_open=True),
            Filter(
                "letra",
                letters,
                lambda found, letter: found.starting_with(letter),
                clean=_first_letter,
                is_open=True,
            ),
        ]

    def _answered_by(self, found, key):
        answering = self.page.answering(self.frame.site).items()
        keys = [pk for pk, them in answering if any(str(each.clave) == key for each in them)]
        return found.filter(pk__in=keys)

    def get_cards(self, items):
        return _cards(self.page, items, self.request)

    def get_extra_context(self, cards):
        if self.is_narrowed:
            return self.choices
        return self.choices | {
            "destacados": _most_used(self.page, self.request),
            "solo_en_espanol": self.page.untranslated(),
        }

    def write(self, formato):
        write = exports.as_json if formato == "json" else exports.as_csv
        return write(self.found, self.page, self.request)


def _key(text):
    return text if _NUMBER.fullmatch(text) else ""


def _first_letter(text):
    return plain(text)[:1]


def _cards(page, found, request):
    found = list(found)
    return tarjetas(found, page, request, page.adaptations(found))


def _most_used(page, request):
    """Return the cards of the trámites that editors put first."""
    return fragment(f"destacados-{page.pk}", lambda: _cards(page, page.put_first(), request))


# --- One trámite ----------------------------------------------------------------------


def tramite(page, request):
    url = _address(page, request)
    direccion = Frame.for_request(request, page).absolute(url)
    common = _common(page, request)
    return page.render(
        request,
        template="tramites/tramite_page.html",
        context_overrides={
            **common,
            "estados": states(common["ficha"].oficinas),
            "compartir": share_address(direccion, page.canonico.title),
            "texto_url": f"{url}texto/",
            "qr": qr_svg(direccion),
        },
    )


def texto(page, request):
    url, texto = _address(page, request), _as_text(page, request)
    return page.render(
        request,
        template="tramites/tramite_texto.html",
        context_overrides={
            **_common(page, request),
            "titulo_pagina": _("%(titulo)s, como texto") % {"titulo": page.canonico.title},
            "texto": texto,
            "medida": Medida.of(texto),
            "lineas": texto.count("\n") + 1,
            "envios": text_links(texto),
            "archivo_url": f"{url}texto/archivo/",
            "tramite_url": url,
        },
    )


def archivo_de_texto(page, request):
    return HttpResponse(f"{_as_text(page, request)}\n", content_type="text/plain; charset=utf-8")


def _common(page, request):
    return {
        "ficha": get_ficha(page, request),
        "titulo_pagina": page.canonico.title,
        "canonica": page.canonico.get_full_url(request),
    }


def _address(page, request):
    """Return the address of the page in the portal of the request."""
    return Frame.for_request(request, page).pagina_url or request.path


def _as_text(page, request):
    direccion = Frame.for_request(request, page).absolute(_address(page, request))
    return as_text(get_ficha(page, request), direccion)


def get_ficha(page, request):
    """Return the ficha for the portal of the request, cached; offices have their current state."""
    if not hasattr(page, "_ficha"):
        ficha, now = _read_ficha(page, request), timezone.now()
        page._ficha = replace(ficha, oficinas=[oficina.at(now) for oficina in ficha.oficinas])
    return page._ficha


def _read_ficha(page, request):
    def compute(read_filas=saved_filas):
        canonico, local = page.canonico, page.local
        filas = read_filas(canonico, local)
        oficinas, entidades, donde = lugares.places(canonico, local, filas, request)
        return make_ficha(
            canonico,
            local,
            filas,
            oficinas=oficinas,
            entidades=entidades,
            direccion_de=partial(address_here, request=request),
            donde=donde,
            municipios=lugares.municipal_addresses(canonico, request),
        )

    if getattr(request, "is_preview", False):
        return compute(draft_filas)
    return fragment(f"tramite-{page.pk}-{Frame.for_request(request).site.pk}", compute)
