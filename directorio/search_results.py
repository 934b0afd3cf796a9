"""Search results of entidades: the number to call now, and the address."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import BooleanField, CharField, DateField, F, IntegerField, TimeField, Value
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.translation import gettext as _

from base.links import TelephoneLink
from base.provincia import es_de_la_provincia
from base.publicas import publicas
from base.search_results import Encontrado
from servidor.caches.fragments import kept_by_page

from .cards import idioma_de, is_own, url_of
from .horarios import Horarios
from .models.contacto import Contacto
from .models.entidad import EntidadPage
from .models.filas import Horario, HorarioEspecial
from .telefonos import Telefono, telefonos_de, whom_to_call
from .vigencia import note_states

# Column of the union query in which each field of each model is read.
_FIELDS = {
    Contacto: {
        "texto_1": "canal",
        "texto_2": "valor",
        "texto_3": "extension",
        "texto_4": "etiqueta",
        "texto_5": "contesta",
        "texto_6": "contesta_dias",
        "hora_1": "contesta_desde",
        "hora_2": "contesta_hasta",
    },
    Horario: {
        "texto_1": "dia",
        "hora_1": "abre",
        "hora_2": "cierra",
        "marca": "al_dia_siguiente",
    },
    HorarioEspecial: {
        "hora_1": "abre",
        "hora_2": "cierra",
        "marca": "al_dia_siguiente",
        "fecha_1": "desde",
        "fecha_2": "hasta",
    },
}
_EMPTY = {
    **{f"texto_{number}": Cast(Value(""), CharField()) for number in range(1, 7)},
    "hora_1": Cast(Value(None), TimeField()),
    "hora_2": Cast(Value(None), TimeField()),
    "marca": Cast(Value(False), BooleanField()),
    "fecha_1": Cast(Value(None), DateField()),
    "fecha_2": Cast(Value(None), DateField()),
}


@dataclass(frozen=True)
class _Hallada:
    """Data of an entidad found that do not depend on the time."""

    url: str
    datos: tuple[str, ...]
    telefonos: list[Telefono]
    horarios: Horarios


def present(pks, indice, request):
    """Return {id: :class:`base.search_results.Encontrado`} for the public entidades in ``pks``.

    ``indice`` is the directory of this portal. The data are read with two queries and cached
    until something is published.
    """
    now, found = timezone.now(), {}
    kept = kept_by_page("entidad-hallada", pks, lambda missing: _read(missing, indice, request))
    for pk, hallada in kept.items():
        call = whom_to_call(hallada.telefonos, hallada.horarios.estado(now), now)
        note_states(request, call.estados)
        found[pk] = Encontrado(url=hallada.url, datos=hallada.datos, telefono=_link(call.telefono))
    return found


def _link(telefono):
    return telefono and TelephoneLink(telefono.rotulo, telefono.texto, telefono.url)


def _read(pks, indice, request):
    found = publicas(EntidadPage.objects.filter(pk__in=pks)).select_related("locale")
    rows = _read_rows(pks)
    return {
        entidad.pk: _Hallada(
            url=url_of(entidad, request, indice),
            datos=tuple(filter(None, [entidad.direccion, _whose(entidad, request)])),
            telefonos=telefonos_de(rows[entidad.pk, Contacto], idioma_de(entidad, request)),
            horarios=entidad.horarios_con(
                rows[entidad.pk, Horario], rows[entidad.pk, HorarioEspecial]
            ),
        )
        for entidad in found
    }


def _read_rows(pks):
    """Return {(entidad id, model): sorted rows}, read with one union query."""
    first, *others = (
        model.objects.filter(page__in=pks)
        .order_by()
        .values_list(
            Cast(Value(place), IntegerField()),
            F("page"),
            F("sort_order"),
            F("pk"),
            *(F(fields[name]) if name in fields else empty for name, empty in _EMPTY.items()),
        )
        for place, (model, fields) in enumerate(_FIELDS.items())
    )
    models, rows = list(_FIELDS), defaultdict(list)
    read = first.union(*others, all=True)
    for place, page, _order, _pk, *values in sorted(read, key=lambda row: (row[2] or 0, row[3])):
        model, told = models[place], dict(zip(_EMPTY, values, strict=True))
        fields = {field: told[name] for name, field in _FIELDS[model].items()}
        rows[page, model].append(model(**fields))
    return rows


def _whose(entidad, request):
    is_shared = es_de_la_provincia(entidad.path) and not is_own(entidad, request)
    return _("De la provincia") if is_shared else ""
