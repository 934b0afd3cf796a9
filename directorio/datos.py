"""Data that the page of an entidad shows, cached until something is published."""

from dataclasses import dataclass
from datetime import date

from django.db.models import BooleanField, ExpressionWrapper, Q, prefetch_related_objects
from django.utils import timezone

from base.compartir import share_page
from base.fotos import prepare
from base.frame import Frame
from base.models import PortalImage
from base.telefonos import enlace_telefono, format_telefono
from servidor.caches.fragments import published_fragment

from . import palabras, queries
from .canales import CANALES
from .cards import Enlace, TarjetaDeEntidad, idioma_de, indice_de, tarjeta_base, url_of
from .horarios import Horarios, as_minutes
from .json_ld import government_office
from .partes import partes
from .telefonos import Telefono, rotulo, telefonos_de, whom_to_call
from .vigencia import states

_DAYS_IN_COPIES = 14  # for so long the copy of a page tells whether an office is open


@dataclass(frozen=True)
class ContactoEnPagina:
    canal: str
    icono: str
    texto: str
    enlace: str
    extension: str
    # What the contact is for, its own hours if it has any, and its note.
    detalle: str
    verificado_el: date | None


@dataclass(frozen=True)
class AutoridadEnPagina:
    nombre: str
    cargo: str
    recepcion: str
    telefono: Enlace | None
    correo: str
    foto: PortalImage | None


@dataclass(frozen=True)
class Datos:
    """Data of the page that do not depend on the time; the cards ``oficinas`` do not either."""

    url: str
    contactos: list[ContactoEnPagina]
    telefonos: list[Telefono]
    horarios: Horarios
    horario: list[palabras.Renglon]
    autoridades: list[AutoridadEnPagina]
    servicios: list[tuple[str, str]]
    oficinas: list[TarjetaDeEntidad]
    depende_de: Enlace | None
    json_ld: dict


def datos_de(entidad, request):
    """Return the :class:`Datos` of ``entidad`` for the portal of ``request``."""
    kept = getattr(request, "_datos_de_entidad", None)
    if kept is None or kept[0] is not entidad:
        kept = request._datos_de_entidad = (entidad, _kept("entidad", _read, entidad, request))
    return kept[1]


def _kept(name, read, entidad, request):
    """Return ``read(entidad, request)``, cached for each portal until something is published."""
    key = f"{name}-{entidad.pk}-{Frame.for_request(request).site.pk}"
    return published_fragment(request, key, lambda: read(entidad, request))


def entidad_context(entidad, request):
    """Return the template context of ``entidad``, with the states at this moment."""
    now = timezone.now()
    datos = datos_de(entidad, request)
    state = datos.horarios.estado(now)
    call = whom_to_call(datos.telefonos, state, now)
    offices = [office.at(now) for office in datos.oficinas]
    return {
        "datos": datos,
        "partes": _kept("partes", _partes, entidad, request) if entidad.pk else [],
        "atencion": palabras.atencion(state, now, fuera_de_hora=call.fuera_de_hora),
        "cambios": as_minutes(datos.horarios.coming(now, _DAYS_IN_COPIES)),
        "contesta_ahora": call.telefono if call.fuera_de_hora else None,
        "dias_especiales": palabras.dias_especiales(datos.horarios, timezone.localdate(now)),
        "oficinas": offices,
        "estados": [*call.estados, *states(offices)],
        "compartir": share_page(entidad, request),
    }


def _read(entidad, request):
    frame = Frame.for_request(request)
    index = frame.section or indice_de(request)
    above, offices = _around(entidad, frame)
    read = [] if getattr(request, "is_preview", False) else [entidad]
    # One prefetch for the entidad and its offices, whose rows are in the same tables.
    prefetch_related_objects([*read, *offices], "contactos", "horarios", "horarios_especiales")
    return Datos(
        url=url_of(entidad, request, index),
        contactos=[contacto_en_pagina(row) for row in entidad.contactos.all()],
        telefonos=telefonos_de(entidad.contactos.all()),
        horarios=entidad.horarios_de_atencion,
        horario=palabras.semana(entidad.horarios_de_atencion),
        autoridades=[_autoridad(row) for row in entidad.autoridades.all()],
        servicios=[(row.nombre, row.descripcion) for row in entidad.servicios.all()],
        oficinas=[tarjeta_base(office, request, index) for office in offices],
        depende_de=above and _enlace(above, request, index),
        json_ld=government_office(entidad, request, above),
    )


def _partes(entidad, request):
    original = queries.original_de(entidad, Frame.for_request(request))
    return partes(entidad, request, has_pages=original.numchild > 0)


def _enlace(above, request, index):
    url = url_of(above, request, index)
    return Enlace(above.title, url, idioma_de(above, request))


def _around(entidad, frame):
    """Return the entidad's superior, or None, and its offices; one query reads both."""
    original = queries.original_de(entidad, frame)
    above = queries.superiores_de(entidad)
    offices = type(entidad).objects.none()
    if original.numchild:
        offices = queries.oficinas_de(original, frame.site, frame.inicio)
    is_above = Q(pk__in=above.values("pk"))
    found = type(entidad).objects.filter(is_above | Q(pk__in=offices.order_by().values("pk")))
    found = found.annotate(es_superior=ExpressionWrapper(is_above, BooleanField()))
    rows = list(found.select_related("tipo").alphabetical())
    superiores = (row for row in rows if row.es_superior)
    superior = min(superiores, key=lambda row: row.locale_id != entidad.locale_id, default=None)
    return superior, [row for row in rows if not row.es_superior]


def contacto_en_pagina(row, idioma=""):
    """Return the contact ``row`` for a page; ``idioma`` as in :func:`.telefonos.rotulo`."""
    label = rotulo(row, idioma)
    # «a.m.» has its full stop.
    detail = f"{label.removesuffix('.')}. {row.nota}" if label and row.nota else label or row.nota
    return ContactoEnPagina(
        canal=row.get_canal_display(),
        icono=CANALES[row.canal].icono,
        texto=row.texto,
        enlace=row.enlace,
        extension=row.extension,
        detalle=detail,
        verificado_el=row.verificado_el,
    )


def _autoridad(row):
    phone = row.telefono and Enlace(format_telefono(row.telefono), enlace_telefono(row.telefono))
    return AutoridadEnPagina(
        nombre=row.nombre,
        cargo=row.cargo,
        recepcion=row.recepcion,
        telefono=phone or None,
        correo=row.correo,
        foto=prepare(row.foto),
    )
