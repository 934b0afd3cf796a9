"""Charts and tables of one informe, and of all informes of a mandato."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from base.idiomas import en_espanol
from base.links import Link
from base.nombres import con_idioma
from base.numeros import numero_en_palabras
from base.texto import plain
from directorio.cards import entidades_publicas, idioma_de
from graficos import Barras, Lineas, Serie, Tabla

from .estados import Origen, Recuento, cabeceras, sumadas

# The most bars that are easy to read on a phone; the table has all the entidades.
_DRAWN = 12
# A mandato has twenty quarters (five years).
_QUARTERS = 20


@dataclass(frozen=True)
class FilaDeEntidad:
    nombre: str
    entidad: Link | None
    cuenta: Recuento


class Detalle:
    """Data, charts and tables of ``filas``, rows of ``informe``, for templates.

    ``enlaces`` is the result of :func:`enlaces_de` for the same rows.
    """

    def __init__(self, informe, filas, enlaces, request):
        self.informe, self.filas, self._enlaces = informe, filas, enlaces
        self._idioma = idioma_de(informe, request)

    @property
    def fuente(self):
        return con_idioma(self.informe.fuente, self._idioma)

    @property
    def cuenta(self):
        return sum(map(Recuento.of, self.filas), Recuento())

    @property
    def entidades(self):
        """One :class:`FilaDeEntidad` for each entidad; the highest total is first."""
        found = {}
        for row in self.filas:
            link = self._enlaces.get(row.entidad_id)
            name = link.titulo if link else en_espanol(row.nombre)
            key = row.entidad_id or plain(name)
            known = found.get(key)
            count = Recuento.of(row) + (known.cuenta if known else Recuento())
            found[key] = FilaDeEntidad(name, link, count)
        return sorted(found.values(), key=lambda fila: (-fila.cuenta.total, plain(fila.nombre)))

    @property
    def origenes(self):
        """[(name, :class:`Recuento`)] of the origins that have rows."""
        rows = {origen: [r for r in self.filas if r.origen == origen] for origen in Origen}
        return [
            (str(origen.label), sum(map(Recuento.of, found), Recuento()))
            for origen, found in rows.items()
            if found
        ]

    @property
    def notas(self):
        """[(entidad, origin, note)] of the rows with a note."""
        return [
            (
                en_espanol(row.nombre),
                row.get_origen_display(),
                con_idioma(row.nota, self._idioma),
            )
            for row in self.filas
            if row.nota
        ]

    @property
    def cabeceras(self):
        return cabeceras()

    @property
    def grafico_por_estado(self):
        count = self.cuenta
        rows = [
            (str(state.label), number, numero_en_palabras(number), count.parte(number))
            for state, number in count.por_estado
        ]
        return Barras(
            clave="por-estado",
            titulo=_("En qué quedaron"),
            descripcion=_("De %(total)s planteamientos, cuántos hay en cada estado.")
            % {"total": numero_en_palabras(count.total)},
            filas=tuple((name, float(number), f"{n} · {part}") for name, number, n, part in rows),
            tabla=Tabla(
                (_("Estado"), _("Planteamientos"), _("Parte")),
                tuple((name, n, part) for name, _number, n, part in rows),
            ),
        )

    @property
    def grafico_por_origen(self):
        return Barras(
            clave="por-origen",
            titulo=_("Dónde se plantearon, y qué parte se solucionó"),
            descripcion=_(
                "Cuántos planteamientos se hicieron en cada lugar, y qué parte tiene solución."
            ),
            filas=tuple((name, float(c.total), c.en_palabras) for name, c in self.origenes),
            tabla=Tabla(
                (_("Origen"), *cabeceras()),
                tuple((name, *count.celdas) for name, count in self.origenes),
            ),
        )

    @property
    def grafico_por_entidad(self):
        """Bar chart by entidad; the page has its table below, with links."""
        rows = [(fila.nombre, fila.cuenta) for fila in self.entidades]
        if len(rows) > _DRAWN:
            rest = rows[_DRAWN - 1 :]
            name = ngettext("Otra entidad", "Otras %(total)d entidades", len(rest))
            others = sum((count for _name, count in rest), Recuento())
            rows = [*rows[: _DRAWN - 1], (name % {"total": len(rest)}, others)]
        return Barras(
            clave="por-entidad",
            titulo=_("A qué entidades corresponden, y qué parte se solucionó"),
            descripcion=_(
                "Cuántos planteamientos tiene cada entidad, de la que más tiene a la que "
                "menos, y qué parte tiene solución."
            ),
            filas=tuple((name, float(count.total), count.en_palabras) for name, count in rows),
            tabla=None,
        )


def enlaces_de(filas, request):
    """Return {pk: Link} of the public entidades of ``filas``."""
    return entidades_publicas([row.entidad_id for row in filas], request)


def evolucion(reports, cifras):
    """Return the line chart of the quarters of a mandato, or None with fewer than two informes."""
    if len(reports) < 2:
        return None
    sums = sumadas(cifras, "page")
    counts = {report.trimestre: sums.get(report.pk, Recuento()) for report in reports}
    periods = _periods(min(counts), max(counts))
    told = [counts.get(period) for period in periods]
    first, last = periods[0], periods[-1]
    return Lineas(
        clave="evolucion",
        titulo=_("Cómo ha ido"),
        descripcion=_(
            "Planteados y solucionados desde que empezó el mandato, de %(desde)s a %(hasta)s. "
            "Al final: %(total)s planteados, %(solucionados)s solucionados."
        )
        % {
            "desde": first.nombre,
            "hasta": last.nombre,
            "total": numero_en_palabras(counts[last].total),
            "solucionados": numero_en_palabras(counts[last].solucionados),
        },
        etiquetas=tuple(period.nombre_corto for period in periods),
        series=(
            Serie(_("Planteados"), tuple(count and count.total for count in told)),
            Serie(_("Solucionados"), tuple(count and count.solucionados for count in told)),
        ),
        tabla=Tabla(
            (_("Al cierre de"), *cabeceras()),
            tuple((period.nombre, *counts[period].celdas) for period in sorted(counts)[::-1]),
        ),
    )


def _periods(first, last):
    """Return the quarters from ``first`` to ``last``, also those without data; the last 20."""
    periods = [first]
    while periods[-1] < last:
        periods.append(periods[-1].siguiente)
    return periods[-_QUARTERS:]
