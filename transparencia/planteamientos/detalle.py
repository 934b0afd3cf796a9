"""The figures of one report: by state, by origin and by entity, as charts and as a table."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from base.chrome import Link
from base.graficos import Barras, Tabla
from base.idiomas import en_espanol
from base.nombres import con_idioma
from base.numeros import numero_en_palabras
from base.texto import plain
from directorio.tarjetas import idioma_de
from transparencia.gobierno.acuerdos import entidades_publicas

from .estados import Cuenta, Origen, cabeceras

# Bars that a telephone shows before anybody has to look for the end; the table has all.
_DRAWN = 12


@dataclass(frozen=True)
class FilaDeEntidad:
    nombre: str
    entidad: Link | None
    cuenta: Cuenta


class Detalle:
    """What is told of ``filas``, the rows of ``informe``."""

    def __init__(self, informe, filas, request):
        self.informe, self.filas = informe, list(filas)
        self._idioma = idioma_de(informe, request)
        self._enlaces = entidades_publicas([row.entidad_id for row in self.filas], request)

    @property
    def fuente(self):
        return con_idioma(self.informe.fuente, self._idioma)

    @property
    def cuenta(self):
        return sum(map(Cuenta.of, self.filas), Cuenta())

    @property
    def entidades(self):
        """One :class:`FilaDeEntidad` for each entity, whoever has most first."""
        found = {}
        for row in self.filas:
            link = self._enlaces.get(row.entidad_id)
            name = link.titulo if link else en_espanol(row.nombre)
            key = row.entidad_id or plain(name)
            known = found.get(key)
            count = Cuenta.of(row) + (known.cuenta if known else Cuenta())
            found[key] = FilaDeEntidad(name, link, count)
        return sorted(found.values(), key=lambda fila: (-fila.cuenta.total, plain(fila.nombre)))

    @property
    def origenes(self):
        """[(name, :class:`Cuenta`)] of the origins that the report tells."""
        rows = {origen: [r for r in self.filas if r.origen == origen] for origen in Origen}
        return [
            (str(origen.label), sum(map(Cuenta.of, found), Cuenta()))
            for origen, found in rows.items()
            if found
        ]

    @property
    def notas(self):
        """(entity, origin, words) of what the report explains."""
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
        """Its table stands below, with links."""
        rows = [(fila.nombre, fila.cuenta) for fila in self.entidades]
        if len(rows) > _DRAWN:
            rest = rows[_DRAWN - 1 :]
            name = ngettext("Otra entidad", "Otras %(total)d entidades", len(rest))
            others = sum((count for _name, count in rest), Cuenta())
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
