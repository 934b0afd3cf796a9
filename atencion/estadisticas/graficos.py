"""The figures of one year as charts and tables for the public page."""

from django.core.cache import cache
from django.utils.dates import MONTHS, MONTHS_3
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from atencion.models import Caso
from base.nombres import con_nombre, nombre_de
from base.publicas import publicas
from directorio.models import EntidadPage
from graficos import Barras, Lineas, Serie, Tabla

from .cuentas import anios, count_cases, ultimo_mes
from .reserva import en_cifras, hide_small

_NOT_KNOWN = "—"
# The figures change each month, and when the data of a case is corrected.
_SECONDS = 3600


def anios_publicados(site):
    """Return the years for which a portal publishes figures, the latest first."""
    month = ultimo_mes()
    return _kept(f"anios-{site.pk}-{month}", lambda: anios([site], month))


def informe_de(site, year):
    """Return the :class:`Informe` of one year of one portal, up to the last whole month."""
    figures = _kept(f"{site.pk}-{year}-{ultimo_mes()}", lambda: count_cases([site], year))
    return Informe(figures, _names(figures.por_entidad))


def _kept(key, compute):
    return cache.get_or_set(f"como-respondemos-{key}", compute, _SECONDS)


class Informe:
    """The publishable figures of ``anio`` (:class:`atencion.estadisticas.cuentas.Anio`).

    ``entidades`` is {key: name} of its entidades.
    """

    def __init__(self, anio, entidades):
        self.anio = anio
        self.entidades = entidades
        self.total, self.por_tipo = hide_small(anio.total, anio.por_tipo)
        _total, self.por_entidad = hide_small(anio.total, anio.por_entidad)
        _total, self.por_mes = hide_small(anio.total, anio.por_mes)

    @property
    def hay_casos(self):
        return bool(self.anio.total.recibidas)

    @property
    def son_pocos(self):
        """Whether there are so few cases that no figure is published."""
        return self.total.recibidas is None

    @property
    def resumen(self):
        """Return [(label, figure)] of the whole year."""
        total = self.total
        return [
            (_("Recibidas"), en_cifras(total.recibidas)),
            (_("Respondidas"), _with_part(total.respondidas, total.recibidas)),
            (_("Respondidas en plazo"), _with_part(total.en_plazo, total.respondidas)),
            (_("Promedio de días hasta la respuesta"), _days(total)),
        ]

    @property
    def graficos(self):
        if self.son_pocos or not self.hay_casos:
            return []
        return [self._months(), self._kinds(), self._entities()]

    def _months(self):
        names = [str(MONTHS_3[month]) for month in self.meses]
        rows = [self.por_mes.get(month) for month in self.meses]
        return Lineas(
            clave="por-mes",
            titulo=_("Por mes"),
            descripcion=_("Cuántas se recibieron en cada mes, y a cuántas de ellas se respondió."),
            etiquetas=tuple(names),
            series=(
                Serie(_("Recibidas"), tuple(row.recibidas if row else 0 for row in rows)),
                Serie(_("Respondidas"), tuple(row.respondidas if row else 0 for row in rows)),
            ),
            tabla=_table(
                _("Mes"),
                [
                    (capfirst(str(MONTHS[month])), row)
                    for month, row in zip(self.meses, rows, strict=True)
                ],
            ),
        )

    def _kinds(self):
        return _bars(
            "por-tipo",
            _("Por tipo"),
            _("Cuántas se recibieron de cada tipo."),
            _("Tipo"),
            _sorted((str(label), self.por_tipo.get(kind)) for kind, label in Caso.Tipo.choices),
        )

    def _entities(self):
        return _bars(
            "por-entidad",
            _("Por entidad"),
            _("Cuántas le corresponden a cada entidad."),
            _("Entidad"),
            _sorted((self.entidades[pk], row) for pk, row in self.por_entidad.items()),
        )

    @property
    def meses(self):
        return range(1, self.anio.hasta.month + 1)

    def registros(self):
        """Return the column names, and the rows of all tables as {column: value}."""
        fields = [_("por"), _("grupo"), *_headings()]
        records = [
            dict(zip(fields, (part, name, *_cells(row)), strict=True))
            for part, name, row in self.lineas()
        ]
        return fields, records

    def lineas(self):
        """Return (kind of group, name of the group, its ``Publicada`` or None) of all tables."""
        parts = [
            (_("año"), [(str(self.anio.anio), self.total)]),
            (_("mes"), [(str(MONTHS[month]), self.por_mes.get(month)) for month in self.meses]),
            (_("tipo"), [(label, self.por_tipo.get(kind)) for kind, label in Caso.Tipo.choices]),
            (_("entidad"), [(self.entidades[pk], row) for pk, row in self.por_entidad.items()]),
        ]
        if self.son_pocos:
            parts = parts[:1]
        return [(part, str(name), row) for part, rows in parts for name, row in rows]


def _names(por_entidad):
    """Return {key: name} of entidades; a page that is not public gets no name. One query."""
    keys = [pk for pk in por_entidad if pk]
    public = publicas(con_nombre(EntidadPage.objects.filter(pk__in=keys))).order_by()
    named = {page.pk: nombre_de(page) for page in public.only("title")}
    return {
        None: _("La oficina de Atención a la Población"),
        **{pk: named.get(pk, _("Otra entidad")) for pk in keys},
    }


def _headings():
    return [_("Recibidas"), _("Respondidas"), _("En plazo"), _("Días de promedio")]


def _sorted(rows):
    """Sort rows by cases received, largest first; reserved and empty rows last, by name."""
    return sorted(
        rows, key=lambda item: (item[1] is not None and -(item[1].recibidas or 0), item[0])
    )


def _bars(clave, titulo, descripcion, cabecera, rows):
    return Barras(
        clave=clave,
        titulo=titulo,
        descripcion=descripcion,
        filas=tuple(
            (name, row.recibidas if row else 0, en_cifras(row.recibidas if row else 0))
            for name, row in rows
        ),
        tabla=_table(cabecera, rows),
    )


def _table(cabecera, rows):
    return Tabla((cabecera, *_headings()), tuple((name, *_cells(row)) for name, row in rows))


def _cells(row):
    if row is None:
        return (en_cifras(0), en_cifras(0), en_cifras(0), _NOT_KNOWN)
    return (
        en_cifras(row.recibidas),
        en_cifras(row.respondidas),
        en_cifras(row.en_plazo),
        _days(row),
    )


def _days(row):
    if row.respondidas is None:
        return en_cifras(None)
    return _NOT_KNOWN if row.dias is None else en_cifras(row.dias)


def _with_part(number, whole):
    if not number or not whole:
        return en_cifras(number)
    return _("%(numero)s (%(parte)s %%)") % {
        "numero": en_cifras(number),
        "parte": round(100 * number / whole),
    }
