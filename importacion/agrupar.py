"""Groups the rows of a file by clave: for each page its row, and its rows in other sheets."""

from dataclasses import dataclass, field
from difflib import get_close_matches

from django.utils.translation import gettext as _

from base.texto import plain

from .importador import CLAVE
from .readers import IlegibleError
from .readers.tabla import cell_name

# The row that the template shows as an example.
EJEMPLO = "ejemplo"
MAX_CLAVE = 80


@dataclass
class Grupo:
    """The rows of the file about one page."""

    clave: str
    principal: dict | None = None
    hijos: dict = field(default_factory=dict)
    errores: list = field(default_factory=list)

    @property
    def titulo(self):
        return self.principal["valores"].get("title", "") if self.principal else ""

    def as_data(self):
        return {"principal": self.principal, "hijos": self.hijos, "errores": self.errores}


@dataclass
class Contenido:
    """A whole file: {sheet: its fields}, a :class:`Grupo` for each page, and notes for the user."""

    columnas: dict
    grupos: list
    notas: list


def group(importador, tablas):
    """Return the :class:`Contenido` of the sheets of a file, or raise ``IlegibleError``."""
    found, notas = _match(importador, tablas)
    columnas, grupos = {}, _Grupos(importador)
    for hoja in importador.hojas:
        if hoja.nombre in found:
            tabla = found[hoja.nombre]
            fields = columnas[hoja.nombre] = _headings(hoja, tabla)
            for fila in tabla.filas[1:]:
                _check_width(fields, fila, tabla)
                grupos.add(hoja, tabla, fields, fila)
    if not grupos.all:
        raise IlegibleError(_("El archivo no tiene ninguna fila, además de los encabezados."))
    return Contenido(columnas, grupos.all, notas)


class _Grupos:
    """Gathers the rows of all sheets by their clave."""

    def __init__(self, importador):
        self._normal = importador.normal
        self._by_key = {}
        # Rows whose clave is missing, too long or repeated; each is a group with an error.
        self._others = []

    @property
    def all(self):
        return [*self._by_key.values(), *self._others]

    def add(self, hoja, tabla, fields, fila):
        texts = dict(zip(fields, fila.celdas + [""] * len(fields), strict=False))
        clave = self._normal(texts.pop(CLAVE.campo))
        if clave == EJEMPLO:
            return
        row = {"hoja": tabla.nombre, "numero": fila.numero, "valores": texts}
        if not clave:
            self._refuse(hoja, "", row, fields, _("Falta la clave."))
        elif len(clave) > MAX_CLAVE:
            message = _("La clave tiene más de %(maximo)d letras.") % {"maximo": MAX_CLAVE}
            self._refuse(hoja, clave, row, fields, message)
        elif hoja.relacion:
            grupo = self._by_key.setdefault(clave, Grupo(clave))
            grupo.hijos.setdefault(hoja.nombre, []).append(row)
        elif clave in self._by_key:
            first = self._by_key[clave].principal["numero"]
            message = _("La clave «%(clave)s» está también en la fila %(fila)d.")
            message %= {"clave": clave, "fila": first}
            self._refuse(hoja, clave, row, fields, message)
        else:
            self._by_key[clave] = Grupo(clave, principal=row)

    def _refuse(self, hoja, clave, row, fields, message):
        cell = cell_name(row["hoja"], row["numero"], fields.index(CLAVE.campo))
        principal = None if hoja.relacion else row
        errores = [{"celda": cell, "mensaje": message}]
        self._others.append(Grupo(clave, principal=principal, errores=errores))


def _match(importador, tablas):
    """Return ({name of the sheet: table}, notes); a CSV is recognised by its headings."""
    tablas = [tabla for tabla in tablas if tabla.filas]
    by_name = {plain(hoja.nombre): hoja for hoja in importador.hojas}
    found, notas = {}, []
    if len(tablas) == 1 and plain(tablas[0].nombre) not in by_name:
        hoja = _by_headings(importador, tablas[0])
        return {hoja.nombre: tablas[0]}, notas
    for tabla in tablas:
        hoja = by_name.get(plain(tabla.nombre))
        if hoja is not None:
            found[hoja.nombre] = tabla
        elif plain(tabla.nombre) not in ("ayuda", "listas"):
            notas.append(_("La hoja «%(hoja)s» no se usó.") % {"hoja": tabla.nombre})
    if not found:
        names = ", ".join(f"«{hoja.nombre}»" for hoja in importador.hojas)
        raise IlegibleError(
            _("Ninguna hoja del archivo se llama como las de la plantilla: %(hojas)s.")
            % {"hojas": names}
        )
    return found, notas


def _by_headings(importador, tabla):
    """Return the sheet that shares the most headings with ``tabla``; the first one in a tie."""
    given = {plain(text) for text in tabla.filas[0].celdas}
    return max(
        importador.hojas,
        key=lambda hoja: len(given & {plain(columna.encabezado) for columna in hoja.todas}),
    )


def _headings(hoja, tabla):
    """Return the field of each column; raise ``IlegibleError`` if a heading is wrong."""
    names = [columna.encabezado for columna in hoja.todas]
    known = {plain(columna.encabezado): columna.campo for columna in hoja.todas}
    fields, row = [], tabla.filas[0]
    for column, text in enumerate(row.celdas):
        cell = tabla.cell(row.numero, column)
        # The template marks obligatory columns with an asterisk.
        name = plain(text.rstrip("* "))
        if not name:
            raise IlegibleError(
                _("%(celda)s: falta el encabezado de la columna.") % {"celda": cell}
            )
        if name not in known:
            likely = get_close_matches(text, names, n=1)
            hint = _(" ¿Quiso decir «%(nombre)s»?") % {"nombre": likely[0]} if likely else ""
            raise IlegibleError(
                _("%(celda)s: no se conoce la columna «%(columna)s».")
                % {"celda": cell, "columna": text}
                + hint
            )
        if known[name] in fields:
            raise IlegibleError(
                _("%(celda)s: la columna «%(columna)s» está dos veces.")
                % {"celda": cell, "columna": text}
            )
        fields.append(known[name])
    if CLAVE.campo not in fields:
        raise IlegibleError(
            _(
                "%(celda)s: la primera fila debe llevar los encabezados de la plantilla, "
                "y falta «%(columna)s»."
            )
            % {"celda": tabla.cell(row.numero, 0), "columna": CLAVE.encabezado}
        )
    return fields


def _check_width(fields, fila, tabla):
    if len(fila.celdas) > len(fields):
        column = len(fila.celdas) - 1
        raise IlegibleError(
            _("%(celda)s: hay algo escrito fuera de las columnas con encabezado.")
            % {"celda": tabla.cell(fila.numero, column)}
        )
