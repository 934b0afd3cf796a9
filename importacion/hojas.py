"""Files to download: the template, the pages of a portal, the errors of a file. All as bytes."""

import csv
from io import BytesIO, StringIO

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation

from conjuntos.tablas import with_guard

from .agrupar import EJEMPLO
from .contexto import Contexto
from .idioma import in_spanish
from .importador import CLAVE
from .page_cells import portrait

_BOLD = Font(bold=True)
_ITALIC = Font(italic=True, color="5F6368")
_HEADING = PatternFill("solid", fgColor="DCE6F2")
_WRAP = Alignment(vertical="top", wrap_text=True)
_LISTS = "Listas"
_ROWS_WITH_LISTS = 2000
_BATCH = 200


@in_spanish
def template(importador, site, user):
    """Return the template: a workbook with an example row, help and lists to choose from."""
    contexto = Contexto(importador, site, user)
    rows = {
        hoja.nombre: [[EJEMPLO.upper(), *(columna.ejemplo for columna in hoja.columnas)]]
        for hoja in importador.hojas
    }
    hoja = importador.principal
    rows[hoja.nombre] += [
        [clave, *(name if columna.campo == "title" else "" for columna in hoja.columnas)]
        for clave, name in importador.por_escribir(contexto)
    ]
    return _workbook(importador, contexto, rows)


@in_spanish
def exported(importador, site, user):
    """Return a workbook with every page of a portal; importing it changes nothing."""
    contexto = Contexto(importador, site, user)
    rows = {hoja.nombre: [] for hoja in importador.hojas}
    for name, row in _rows(importador, contexto):
        rows[name].append(row)
    return _workbook(importador, contexto, rows)


@in_spanish
def exported_csv(importador, site, user, hoja):
    """Return one sheet of the same data as CSV, for programs that cannot read workbooks."""
    buffer = StringIO()
    writer = csv.writer(buffer)
    writer.writerow([columna.encabezado for columna in hoja.todas])
    for name, row in _rows(importador, Contexto(importador, site, user)):
        if name == hoja.nombre:
            writer.writerow([with_guard(text) for text in row])
    return buffer.getvalue().encode("utf-8-sig")


@in_spanish
def errors(importacion):
    """Return a workbook with every error of a file and the name of its cell."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_("Errores"))
    titles = [_("Dónde"), _("Qué pasa"), CLAVE.encabezado, _("Nombre")]
    _write(sheet, titles, font=_BOLD, fill=_HEADING)
    for column, width in zip("ABCD", (34, 90, 24, 40), strict=True):
        sheet.column_dimensions[column].width = width
    for fila in importacion.filas.exclude(errores=[]).iterator():
        for error in fila.errores:
            _write(sheet, [error["celda"], error["mensaje"], fila.clave, fila.titulo])
    return _saved(book)


def _rows(importador, contexto):
    """Yield (sheet, texts) for each row of the latest revision of every page of the portal."""
    campos = {
        hoja.nombre: [columna.campo for columna in hoja.columnas] for hoja in importador.hojas
    }
    pages = (
        importador.modelo.objects.filter(pk__in=list(contexto.clave_de))
        .select_related("latest_revision")
        .order_by("path")
    )
    for page in pages.iterator(chunk_size=_BATCH):
        clave = contexto.clave_de[page.pk]
        latest = page.get_latest_revision_as_object()
        for name, rows in portrait(latest, importador.hojas, campos, contexto).items():
            for row in rows:
                yield name, [clave, *row.values()]


def _workbook(importador, contexto, rows):
    book = Workbook(write_only=True)
    lists = _lists(importador, contexto)
    for hoja in importador.hojas:
        sheet = book.create_sheet(hoja.nombre)
        sheet.freeze_panes = "B2"
        for column, columna in enumerate(hoja.todas, start=1):
            letter, width = get_column_letter(column), len(columna.encabezado) + 6
            sheet.column_dimensions[letter].width = max(14, min(width, 40))
            if (hoja.nombre, columna.campo) in lists:
                _offer(sheet, letter, lists[hoja.nombre, columna.campo])
        titles = [
            f"{columna.encabezado}*" if columna.obligatoria else columna.encabezado
            for columna in hoja.todas
        ]
        _write(sheet, titles, font=_BOLD, fill=_HEADING)
        for row in rows[hoja.nombre]:
            _write(sheet, row, font=_ITALIC if row[0] == EJEMPLO.upper() else None)
    _write_help(book.create_sheet("Ayuda"), importador)
    _write_lists(book.create_sheet(_LISTS), lists)
    return _saved(book)


def _lists(importador, contexto):
    """Return {(sheet, field): (column in the sheet of lists, heading, texts)}."""
    lists = {}
    for hoja in importador.hojas:
        for columna in hoja.columnas:
            if options := columna.opciones(contexto):
                letter = get_column_letter(len(lists) + 1)
                lists[hoja.nombre, columna.campo] = (letter, columna.encabezado, options)
    return lists


def _offer(sheet, letter, listed):
    """Add a drop-down list to a column; the import, not the program, refuses other texts."""
    column, _heading, options = listed
    validation = DataValidation(
        type="list",
        formula1=f"{quote_sheetname(_LISTS)}!${column}$2:${column}${len(options) + 1}",
        allow_blank=True,
        showErrorMessage=False,
    )
    validation.add(f"{letter}2:{letter}{_ROWS_WITH_LISTS}")
    sheet.data_validations.append(validation)


def _write_help(sheet, importador):
    sheet.column_dimensions["A"].width = sheet.column_dimensions["B"].width = 28
    sheet.column_dimensions["C"].width = 14
    sheet.column_dimensions["D"].width = 90
    others = [hoja for hoja in importador.hojas if hoja.relacion]
    replaced = "Sustituyen a los que había de esa misma clave."
    if any(hoja.llave for hoja in others):
        replaced = "Los que ya había y no están en su archivo se quedan."
    lines = [
        [CLAVE.encabezado, importador.clave.ayuda],
        ["Ejemplo", "La fila cuya clave es EJEMPLO no se carga. Puede borrarla."],
        ["Vacío", "Una celda vacía borra el dato. Una columna que no está lo deja como estaba."],
        ["Varias hojas", "Las filas de las demás hojas llevan en «Clave» la de su fila de la "
         f"primera hoja. {replaced}"],
    ]  # fmt: skip
    for title, text in lines:
        _write(sheet, [title, "", "", text])
    _write(sheet, [])
    _write(sheet, ["Hoja", "Columna", "Obligatoria", "Ayuda"], font=_BOLD, fill=_HEADING)
    for hoja in importador.hojas:
        _write(sheet, [hoja.nombre, "", "", hoja.ayuda], font=_BOLD)
        for columna in hoja.columnas:
            required = "sí" if columna.obligatoria else ""
            _write(sheet, [hoja.nombre, columna.encabezado, required, columna.ayuda])


def _write_lists(sheet, lists):
    for letter, _heading, _options in lists.values():
        sheet.column_dimensions[letter].width = 30
    _write(sheet, [heading for _letter, heading, _options in lists.values()], font=_BOLD)
    columns = [options for _letter, _heading, options in lists.values()]
    for index in range(max(map(len, columns), default=0)):
        _write(sheet, [options[index] if index < len(options) else "" for options in columns])


def _write(sheet, texts, **style):
    cells = []
    for text in texts:
        cell = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("", text) or None)
        if text:
            # A text, even if it begins like a formula.
            cell.data_type = "s"
        cell.alignment = _WRAP
        for name, value in style.items():
            if value is not None:
                setattr(cell, name, value)
        cells.append(cell)
    sheet.append(cells)


def _saved(book):
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()
