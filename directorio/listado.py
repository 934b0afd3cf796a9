"""The directory as a list: what its page and its printed sheet show."""

from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from base.chrome import Chrome
from base.fragmentos import fragment
from base.idiomas import en_espanol
from base.nombres import con_idioma
from base.paginacion import paginate

from . import consultas
from .canales import TELEFONICOS
from .models.filas import Contacto
from .models.listas import TipoEntidad
from .tarjetas import idioma_de, tarjetas
from .vigencia import states

PER_PAGE = 20
PER_SHEET = 200


def lista_context(index, request):
    now = timezone.now()
    chrome = Chrome.for_request(request, index)
    every = consultas.entidades_de(chrome.site, chrome.inicio)
    listed = consultas.principales(every, chrome.site, chrome.inicio)
    text = request.GET.get("q", "").strip()[:100]
    kinds, letters = options(index, listed)
    kind = next((kind for kind in kinds if kind["slug"] == request.GET.get("tipo")), None)
    letter = next((sign for sign in letters if sign == request.GET.get("letra", "").upper()), None)
    # Whoever names an office finds it, though the list leaves offices to their entities.
    found = every.matching(text) if text else listed
    if kind:
        found = found.filter(tipo__slug=kind["slug"])
    if letter:
        found = found.starting_with(letter)
    paging = paginate(request, found.con_atencion().alphabetical(), PER_PAGE)
    cards = tarjetas(paging["pagina"], request, indice=index, now=now)
    return {
        **paging,
        "estados": states(cards),
        "total": paging["pagina"].paginator.count,
        "entidades": cards,
        "consulta": text,
        "tipos": kinds,
        "tipo": kind,
        "letras": letters,
        "letra": letter,
        "filtrado": bool(text or kind or letter),
        "emergencias": emergencias(every, chrome),
    }


def hoja_context(index, request):
    """Everything by its kind, on one sheet unless there is too much for a telephone to load."""
    chrome = Chrome.for_request(request, index)
    every = consultas.entidades_de(chrome.site, chrome.inicio)
    urgent = emergencias(every, chrome)
    found = every.exclude(tipo__es_emergencia=True) if urgent else every
    found = found.annotate(clase=TipoEntidad.translated("tipo__")).prefetch_related("contactos")
    by_kind = F("clase").asc(nulls_last=True)
    paging = paginate(request, found.order_by(by_kind, "titulo_llano", "pk"), PER_SHEET)
    kinds = {}
    for entidad in paging["pagina"]:
        kinds.setdefault(entidad.clase or "", []).append(
            {
                "titulo": con_idioma(entidad.title, idioma_de(entidad, request)),
                "telefonos": [
                    row.texto for row in entidad.contactos.all() if row.canal in TELEFONICOS
                ],
                "direccion": entidad.direccion,
            }
        )
    return {
        **paging,
        "grupos": list(kinds.items()),
        "emergencias": [] if paging["pagina"].has_previous() else urgent,
        "titulo_pagina": _("%(titulo)s para imprimir") % {"titulo": index.title},
        "canonica": chrome.absolute(request.path),
    }


def overview(index, request):
    """Return the kinds of entities of a directory, and whom to call in need."""
    chrome = Chrome.for_request(request)
    every = consultas.entidades_de(chrome.site, chrome.inicio)
    kinds, _letters = options(index, consultas.principales(every, chrome.site, chrome.inicio))
    return kinds, emergencias(every, chrome)


def options(index, listed):
    """Return the kinds and the first letters that the directory has."""

    def compute():
        rows = list(
            listed.with_letter()
            .order_by()
            .values_list("letra", "tipo__slug", TipoEntidad.translated("tipo__"))
            .distinct()
        )
        kinds = sorted({(name, slug) for _letter, slug, name in rows if slug})
        letters = sorted({letter.upper() for letter, _slug, _name in rows if letter.isalpha()})
        return [{"slug": slug, "nombre": name} for name, slug in kinds], letters

    return fragment(f"directorio-{index.pk}", compute)


def emergencias(every, chrome):
    """Return (name, number, link) of the entities to call in need."""

    def compute():
        urgent = every.filter(tipo__es_emergencia=True).order_by()
        phones = Contacto.objects.filter(page__in=urgent.values("pk"), canal__in=TELEFONICOS)
        in_order = phones.order_by("page__titulo_llano", "page", "sort_order", "pk")
        first = {}
        for row in in_order.annotate(titulo=F("page__title"), idioma=F("page__locale")):
            is_readers = row.idioma == chrome.inicio.locale_id
            nombre = row.titulo if is_readers else en_espanol(row.titulo)
            first.setdefault(row.page_id, (nombre, row.texto, row.enlace))
        return list(first.values())

    return fragment(f"emergencias-{chrome.inicio.pk}", compute)
