"""What the templates of the directory show, ready."""

from dataclasses import dataclass
from datetime import date

from django.db.models.functions import Substr
from django.utils import timezone
from django.utils.translation import gettext as _

from base.chrome import Chrome
from base.compartir import share_links
from base.fotos import prefetch_all
from base.fragmentos import fragment
from base.paginacion import paginate
from base.publicas import publicas
from base.telefonos import enlace_telefono, presentar_telefono

from . import consultas, palabras
from .canales import CANALES, TELEFONICOS
from .fichas import Enlace, fichas, indice_de, url_of

PER_PAGE = 20


@dataclass(frozen=True)
class ContactoEnPagina:
    canal: str
    icono: str
    texto: str
    enlace: str
    extension: str
    etiqueta: str
    nota: str
    verificado_el: date | None


@dataclass(frozen=True)
class AutoridadEnPagina:
    nombre: str
    cargo: str
    recepcion: str
    telefono: Enlace | None
    correo: str
    foto: object


def entidad_context(entidad, request):
    now = timezone.now()
    chrome = Chrome.for_request(request, entidad)
    index = chrome.section or indice_de(request)
    url = url_of(entidad, request, index)
    hours = entidad.horarios_de_atencion
    state = hours.estado(now)
    offices = []
    if entidad.numchild:
        rows = consultas.oficinas_de(entidad, chrome.site).con_atencion().por_nombre()
        offices = fichas(rows, request, indice=index, now=now)
    return {
        "estados": [state, *states(offices)],
        "url": url,
        "informar_url": f"{url}informar/",
        "tarjeta_url": f"{url}vcf/",
        "atencion": palabras.atencion(state, now),
        "horario": palabras.semana(hours),
        "dias_especiales": palabras.dias_especiales(hours, timezone.localdate(now)),
        "contactos": contactos(entidad),
        "autoridades": autoridades(entidad),
        "servicios": list(entidad.servicios.all()),
        "oficinas": offices,
        "depende_de": superior(entidad, request, index),
        "compartir": share_links(entidad.get_full_url(request), entidad.title),
    }


def states(cards):
    """Return what of a list changes by itself: whether each is open."""
    return [card.atencion.estado for card in cards if card.atencion]


def contactos(entidad):
    return [
        ContactoEnPagina(
            canal=row.get_canal_display(),
            icono=CANALES[row.canal].icono,
            texto=row.texto,
            enlace=row.enlace,
            extension=row.extension,
            etiqueta=row.etiqueta,
            nota=row.nota,
            verificado_el=row.verificado_el,
        )
        for row in entidad.contactos.all()
    ]


def autoridades(entidad):
    rows = list(entidad.autoridades.select_related("foto"))
    prefetch_all([row.foto for row in rows])
    return [
        AutoridadEnPagina(
            nombre=row.nombre,
            cargo=row.cargo,
            recepcion=row.recepcion,
            telefono=Enlace(presentar_telefono(row.telefono), enlace_telefono(row.telefono))
            if row.telefono
            else None,
            correo=row.correo,
            foto=row.foto,
        )
        for row in rows
    ]


def superior(entidad, request, index):
    """What the entity depends on, as a link where the public may read it."""
    above = entidad.depende_de
    if above is None or not above.live:
        return None
    above = above.localized
    if not publicas(type(above).objects.filter(pk=above.pk)).exists():
        return None
    site = Chrome.for_request(request).site
    shown_here = consultas.sirve_a(above, site)
    return Enlace(
        above.title,
        url_of(above, request, index) if shown_here else above.get_url(request),
    )


# --- The list ---------------------------------------------------------------------------


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
    found = every.con_palabras(text) if text else listed
    if kind:
        found = found.filter(tipo__slug=kind["slug"])
    if letter:
        found = found.filter(orden__startswith=letter.lower())
    paging = paginate(request, found.con_atencion().por_nombre(), PER_PAGE)
    cards = fichas(paging["pagina"], request, indice=index, now=now)
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
        "emergencias": emergencias(every, chrome, request),
    }


def hoja_context(index, request):
    """Everything on as few sheets as it takes; offices below their entities."""
    chrome = Chrome.for_request(request, index)
    every = consultas.entidades_de(chrome.site, chrome.inicio)
    urgent = emergencias(every, chrome, request)
    found = every.exclude(tipo__es_emergencia=True) if urgent else every
    found = found.select_related("tipo").prefetch_related("contactos").por_nombre()
    kinds = {}
    for entidad in found:
        kind = entidad.tipo.nombre if entidad.tipo else ""
        kinds.setdefault(kind, []).append(
            {
                "titulo": entidad.title,
                "telefonos": [
                    row.texto for row in entidad.contactos.all() if row.canal in TELEFONICOS
                ],
                "direccion": entidad.direccion,
            }
        )
    return {
        "grupos": sorted(kinds.items()),
        "emergencias": urgent,
        "titulo_pagina": _("%(titulo)s para imprimir") % {"titulo": index.title},
        "canonica": chrome.absolute(request.path),
    }


def options(index, listed):
    """Return the kinds and the first letters that the directory has."""

    def compute():
        rows = list(
            listed.annotate(letra=Substr("orden", 1, 1))
            .order_by()
            .values_list("letra", "tipo__slug", "tipo__nombre")
            .distinct()
        )
        kinds = sorted({(name, slug) for _letter, slug, name in rows if slug})
        letters = sorted({letter.upper() for letter, _slug, _name in rows if letter.isalpha()})
        return [{"slug": slug, "nombre": name} for name, slug in kinds], letters

    return fragment(f"directorio-{index.pk}", compute)


def emergencias(every, chrome, request):
    """Return the numbers to call in need: of the entities of that kind, else the portal's own."""

    def compute():
        urgent = every.filter(tipo__es_emergencia=True).prefetch_related("contactos").por_nombre()
        rows = []
        for entidad in urgent:
            first = next((row for row in entidad.contactos.all() if row.canal in TELEFONICOS), None)
            if first:
                rows.append((entidad.title, first.texto, first.enlace))
        return rows

    rows = fragment(f"emergencias-{chrome.inicio.pk}", compute)
    return rows or [(link.etiqueta, link.numero, link.enlace) for link in chrome.telefonos]
