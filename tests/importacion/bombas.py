"""Small files that are enormous once unpacked."""

from io import BytesIO
from itertools import pairwise
from zipfile import ZIP_DEFLATED, ZipFile

from .libros import xlsx

PARTS = {
    "sheet": "xl/worksheets/sheet1.xml",
    "texts": "xl/sharedStrings.xml",
    "book": "xl/workbook.xml",
    "kinds": "[Content_Types].xml",
    "relations": "xl/_rels/workbook.xml.rels",
    "styles": "xl/styles.xml",
    "chain": "xl/calcChain.xml",
}
KINDS = PARTS["kinds"]
KIND_OF_TEXTS = (
    '<Override PartName="/xl/sharedStrings.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/>'
)
MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
OF_ROOM = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
OF_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
TOO_MUCH = "tiene demasiadas celdas, aunque estén vacías"
TOO_MUCH_BESIDE = "tiene demasiadas hojas, nombres, estilos o enlaces"
MANY = 200_000
SHEET = '<sheet name="Entidades" sheetId="1" r:id="rId1"/>'
CELL = "<row><c t='inlineStr'><is><t>x</t></is></c></row>"


def workbook(**parts):
    """Return a workbook with the texts ``parts`` instead of its own parts, or added to them."""
    made = BytesIO()
    with (
        ZipFile(BytesIO(xlsx(Entidades=[["Clave"]]))) as old,
        ZipFile(made, "w", ZIP_DEFLATED) as new,
    ):
        own = {name: old.read(name).decode() for name in old.namelist()}
        own[KINDS] = own[KINDS].replace("</Types>", f"{KIND_OF_TEXTS}</Types>")
        own[PARTS["texts"]] = f"<sst {MAIN}/>"
        for name, text in (own | {PARTS[part]: text for part, text in parts.items()}).items():
            new.writestr(name, text)
    return made.getvalue()


def sheet(rows, declared="", below=""):
    return workbook(
        sheet=f"{declared}<worksheet {MAIN}><sheetData>{rows}</sheetData>{below}</worksheet>"
    )


def texts(items):
    return workbook(texts=f"<sst {MAIN}>{items}</sst>")


def book(below, sheets=SHEET):
    return workbook(book=f"<workbook {MAIN} {OF_ROOM}><sheets>{sheets}</sheets>{below}</workbook>")


def many_sheets(number):
    each = (
        f'<sheet name="H{place}" sheetId="{place + 1}" r:id="rId1"/>' for place in range(number)
    )
    return book("", "".join(each))


def kinds(items, **parts):
    told = f'<Types xmlns="{OF_PACKAGE}/content-types">{items}</Types>'
    return workbook(kinds=told, **parts)


def relations(items, **parts):
    told = f'<Relationships xmlns="{OF_PACKAGE}/relationships">{items}</Relationships>'
    return workbook(relations=told, **parts)


def styles(items):
    return workbook(styles=f"<styleSheet {MAIN}>{items}</styleSheet>")


def attributes(number):
    return " ".join(f"a{place}=''" for place in range(number))


def repeated_without_end():
    each = [
        f"<!ENTITY {a} '&{b};&{b};&{b};&{b};&{b};&{b};&{b};&{b};'>"
        for a, b in pairwise("abcdefghij")
    ]
    rows = "<row><c t='inlineStr'><is><t>&a;</t></is></c></row>"
    return sheet(rows, f"<!DOCTYPE x [{''.join(each)}<!ENTITY j 'aaaaaaaaaa'>]>")


NAME = "<definedName name='a'>1</definedName>"
KIND = "<Override PartName='/a' ContentType='b'/>"
ENDING = "<Default Extension='a' ContentType='b'/>"
RELATION = "<Relationship Id='a' Type='b' Target='c'/>"
MERGED, LINK = "<mergeCell ref='A1'/>", "<hyperlink ref='A1'/>"
RULE = "<dataValidation sqref='A1'/>"
FORMATTED = "<cellXfs><xf numFmtId='164'/></cellXfs>"
BRACKETS = "[\n" * 100_000
OF_CELLS = {
    "a row of a million cells": lambda: sheet(f"<row>{'<c><v>1</v></c>' * 1_000_000}</row>"),
    "a row of millions of empty cells": lambda: sheet(f"<row>{'<c/>' * 5_000_000}</row>"),
    "millions of empty rows": lambda: sheet("<row/>" * 5_000_000),
    "rows of empty cells": lambda: sheet(f"<row>{'<c/>' * 1_000}</row>" * 5_000),
    "rows of a hundred attributes": lambda: sheet(f"<row {attributes(100)}/>" * 50_000),
    "millions of texts": lambda: texts("<si><t>a</t></si>" * 2_500_000),
    "boxes in boxes": lambda: sheet(f"<row><c>{'<is>' * 3_000_000}{'</is>' * 3_000_000}</c></row>"),
    "a tag without end": lambda: sheet(f"<row {attributes(2_000_000)}/>"),
}
BESIDE_THEM = {
    "names": lambda: book(f"<definedNames>{NAME * MANY}</definedNames>"),
    "kinds of parts": lambda: kinds(KIND * MANY),
    "kinds of endings": lambda: kinds(ENDING * 1_001),
    "relations": lambda: relations(RELATION * MANY),
    "styles": lambda: styles(f"<cellXfs>{'<xf/>' * MANY}</cellXfs>"),
    "a format without end": lambda: styles(
        f"<numFmts><numFmt numFmtId='164' formatCode='{'[' * MANY}'/></numFmts>{FORMATTED}"
    ),
    "a format below its element": lambda: styles(
        f"<numFmts><numFmt numFmtId='164'><formatCode>{BRACKETS}</formatCode></numFmt></numFmts>"
        f"{FORMATTED}"
    ),
    "merged cells": lambda: sheet("", below=f"<mergeCells>{MERGED * MANY}</mergeCells>"),
    "links": lambda: sheet("", below=f"<hyperlinks>{LINK * MANY}</hyperlinks>"),
    "rules": lambda: sheet("", below=f"<dataValidations>{RULE * MANY}</dataValidations>"),
    "a text in millions of pieces": lambda: texts(f"<si>{'<r><t>a</t></r>' * 2_500_000}</si>"),
    "attributes": lambda: book(f"<b {attributes(10_000)}/>" * 10),
    "remarks": lambda: book("<!---->" * 1_000_000),
    "instructions": lambda: book("<?a?>" * 1_000_000),
    "cells where there are none": lambda: book(f"<sheetData>{'<row/>' * 90_000}</sheetData>"),
    "the same sheet thousands of times": lambda: many_sheets(20_000),
}
BOMBS = {name: (make, TOO_MUCH) for name, make in OF_CELLS.items()}
BOMBS |= {name: (make, TOO_MUCH_BESIDE) for name, make in BESIDE_THEM.items()}

OF_TEXT = {
    "columns": b"a," * 2_400_000,
    "a cell": b"a" * 5_000_000,
    "quotes": b'"' + b"a" * 5_000_000,
    "rows": b",\n" * 2_500_000,
    "empty lines": b"Clave,Nombre\n" + b"\n" * 5_000_000,
}
