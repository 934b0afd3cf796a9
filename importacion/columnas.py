"""Columns of a sheet: they convert the text of a cell to a value of the form, and back.

``valor`` returns what the field of the page's form accepts, so that the form validates it as if an
editor had typed it. ``texto`` returns what is written to an exported file. Importing an exported
file must change nothing.
"""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from difflib import get_close_matches

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from aislamiento.scope import scope_of
from base.models import PortalDocument, PortalSettings
from base.texto import plain
from periodos import periodo
from tableros.fechas import read_date, read_hour

_FEW = 20  # an error message lists no more names than this
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?", re.ASCII)


@dataclass(frozen=True)
class Columna:
    """A column of text; ``campo`` is the field of the form, ``encabezado`` the heading."""

    campo: str
    encabezado: str
    ayuda: str = ""
    ejemplo: str = ""
    obligatoria: bool = False
    # Whether the form has a field for it.
    es_del_formulario: bool = True

    @property
    def vacio(self):
        """The form value of an empty cell."""
        return ""

    def valor(self, texto, contexto):
        """Return the form value of ``texto``; raise ``ValidationError`` if it is invalid."""
        return texto

    def pendiente(self, texto, contexto):
        """Return the clave of a page that ``texto`` names and the file will create, or None."""
        return None

    def texto(self, objeto, contexto):
        value = getattr(objeto, self.campo)
        return "" if value is None else str(value).strip()

    def opciones(self, contexto):
        """Return the list of valid texts; empty if any text is valid."""
        return []

    def en_una_linea(self, texto):
        """Return the text as it is shown in one line with the texts of the other columns."""
        return texto


# Fields that name the parent page in a row: by its clave, or by its name.
SUPERIOR = "superior"
LUGAR = "lugar"


@dataclass(frozen=True)
class ColumnaSuperior(Columna):
    """The clave of the parent of a new page; empty if the parent is the section."""

    es_del_formulario: bool = False

    def texto(self, objeto, contexto):
        if not objeto.path:
            return ""
        return contexto.clave_de.get(objeto.get_parent().pk, "")


@dataclass(frozen=True)
class ColumnaFecha(Columna):
    def valor(self, texto, contexto):
        try:
            return read_date(texto).isoformat()
        except ValueError as error:
            raise ValidationError(
                _("«%(texto)s» no es una fecha. Escríbala como en 31/12/2026."),
                params={"texto": texto},
            ) from error

    def texto(self, objeto, contexto):
        value = getattr(objeto, self.campo)
        return f"{value:%d/%m/%Y}" if isinstance(value, date) else ""


@dataclass(frozen=True)
class ColumnaHora(Columna):
    def valor(self, texto, contexto):
        try:
            return f"{read_hour(texto):%H:%M}"
        except ValueError as error:
            raise ValidationError(
                _("«%(texto)s» no es una hora. Escríbala como en 8:00 a.m. o 16:30."),
                params={"texto": texto},
            ) from error

    def texto(self, objeto, contexto):
        value = getattr(objeto, self.campo)
        return "" if value is None else f"{value:%H:%M}"


@dataclass(frozen=True)
class ColumnaPeriodo(Columna):
    """A period, in any format that :func:`periodos.periodo.read` accepts."""

    def valor(self, texto, contexto):
        try:
            return str(periodo.read(texto))
        except ValueError as error:
            raise ValidationError(str(error)) from error


@dataclass(frozen=True)
class ColumnaNumero(Columna):
    """A number; with a comma or a point before the decimals, as people write them."""

    def valor(self, texto, contexto):
        number = texto.replace(" ", "").replace("\u202f", "").replace(",", ".")
        if not _NUMBER.fullmatch(number):
            raise ValidationError(_("«%(texto)s» no es un número."), params={"texto": texto})
        return number

    def texto(self, objeto, contexto):
        # 10.00 in the database is 10 in the form.
        match getattr(objeto, self.campo):
            case None:
                return ""
            case Decimal() as value:
                return f"{value.normalize():f}"
            case value:
                return f"{value:.15g}"


@dataclass(frozen=True)
class ColumnaSiNo(Columna):
    def valor(self, texto, contexto):
        match plain(texto):
            case "si" | "s" | "x" | "1":
                return "on"
            case "no" | "n" | "0" | "":
                return ""
        raise ValidationError(_("Escriba «sí» o «no», no «%(texto)s»."), params={"texto": texto})

    def texto(self, objeto, contexto):
        return "sí" if getattr(objeto, self.campo) else "no"

    def opciones(self, contexto):
        return ["sí", "no"]

    def en_una_linea(self, texto):
        return self.encabezado.lower() if texto == "sí" else ""


@dataclass(frozen=True)
class ColumnaOpcion(Columna):
    """One of the choices of the model's field, by its label or its value."""

    elegibles: tuple = ()

    def valor(self, texto, contexto):
        names = {}
        for value, label in self.elegibles:
            names |= {plain(str(value)): value, plain(str(label)): value}
        try:
            return names[plain(texto)]
        except KeyError as error:
            raise _not_among(texto, self.opciones(contexto)) from error

    def texto(self, objeto, contexto):
        value = getattr(objeto, self.campo)
        return str(dict(self.elegibles).get(value, "")) if value else ""

    def opciones(self, contexto):
        return [str(label) for value, label in self.elegibles if value]


def una_de(elegibles, campo, encabezado, ejemplo="", obligatoria=False, ayuda="Uno de la lista."):
    """Return the column of a field with the choices ``elegibles``, a ``Choices`` class."""
    return ColumnaOpcion(
        campo, encabezado, ayuda, ejemplo, obligatoria, elegibles=tuple(elegibles.choices)
    )


@dataclass(frozen=True)
class ColumnaReferencia(Columna):
    """One record, or several with semicolons between, by their names.

    ``candidatos`` is called once for each import with its context and returns (name, record)
    pairs; a file cannot name other records. If a record has several names, the first one is
    exported.
    """

    candidatos: object = None
    varias: bool = False
    # Advice for the user if no record has the name.
    si_falta: str = ""
    # Whether it may also name a page that the same file creates.
    del_archivo: bool = False

    @property
    def vacio(self):
        return [] if self.varias else ""

    def pendiente(self, texto, contexto):
        is_known = plain(texto) in contexto.por_nombre(self.candidatos)
        return contexto.venidera(texto) if self.del_archivo and not is_known else None

    def valor(self, texto, contexto):
        if not self.varias:
            return self._find(texto, contexto).pk
        return [self._find(name, contexto).pk for name in texto.split(";") if name.strip()]

    def texto(self, objeto, contexto):
        value = getattr(objeto, self.campo)
        if value is None:
            return ""
        names = contexto.nombres(self.candidatos)
        if not self.varias:
            return names.get(value.pk, "")
        return "; ".join(sorted(names[record.pk] for record in value.all() if record.pk in names))

    def opciones(self, contexto):
        return list(dict.fromkeys(contexto.nombres(self.candidatos).values()))

    def _find(self, name, contexto):
        found = contexto.por_nombre(self.candidatos)
        try:
            return found[plain(name)]
        except KeyError as error:
            if namesakes := contexto.tocayos(self.candidatos, name):
                raise _several(name, namesakes) from error
            raise _not_among(name, self.opciones(contexto), self.si_falta) from error


# Columns of every page: who is responsible, and until when (``BasePage.vigencia_panels``).
VIGENCIA = (
    Columna("responsable", "Responsable de la información"),
    ColumnaFecha("revisado_el", "Revisado el", "", "24/11/2026"),
    ColumnaFecha("proxima_revision", "Próxima revisión", "", "24/11/2027"),
)


def _several(text, namesakes):
    return ValidationError(
        _("Hay más de uno que se llama «%(texto)s». Escriba cuál: %(opciones)s."),
        params={"texto": text, "opciones": ", ".join(namesakes)},
    )


def _not_among(text, options, advice=""):
    said = [_("No se encontró «%(texto)s».") % {"texto": text}]
    if likely := get_close_matches(text, options, n=1):
        said.append(_("¿Quiso decir «%(parecido)s»?") % {"parecido": likely[0]})
    elif options and len(options) <= _FEW:
        said.append(_("Puede ser: %(opciones)s.") % {"opciones": ", ".join(options)})
    elif not advice:
        said.append(_("Tiene que estar entre los de su portal y la provincia."))
    if advice and not likely:
        said.append(str(advice))
    return ValidationError(" ".join(said))


def documentos(contexto):
    """Return [(name, document)] of the portal's documents, by title and then by file name."""
    portal = PortalSettings.objects.select_related("coleccion").get(site=contexto.site)
    own = PortalDocument.objects.filter(collection__path__startswith=portal.coleccion.path)
    documents = list(scope_of(contexto.user).offers(own).order_by("pk"))
    titles = [(document.title, document) for document in documents]
    return titles + [(document.filename, document) for document in documents]
