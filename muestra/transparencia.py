"""The documents and norms of the sample: reads the TOML file and makes them in a portal."""

import tomllib
from datetime import timedelta
from functools import cache
from html import escape
from pathlib import Path

from transparencia.models import (
    DocumentoPage,
    Modificacion,
    NormaPage,
    TransparenciaIndexPage,
)

from .contenido import belongs, facts, worded
from .entidades import entidad_piece
from .filas import add_rows
from .publicar import add_below, publish

_FILE = Path(__file__).parent / "transparencia.toml"
_REVIEW = timedelta(days=180)
_AS_THEY_ARE = ("tipo", "numero", "emisor", "resumen", "periodo", "gaceta", "estado")


def norma_piece(clave):
    """The name under which the sample knows a norm."""
    return f"norma-{clave}"


def load_normas(load):
    """Add to the portal of ``load`` the norms it never had; return how many."""
    return _load(load, "norma", _make_norma)


def load_documentos(load):
    """Add to the portal of ``load`` the documents it never had; return how many."""
    return _load(load, "documento", _make_documento)


@cache
def _data():
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))


def _load(load, kind, make):
    section = TransparenciaIndexPage.objects.child_of(load.home).first()
    if section is None:
        return 0
    entries = [
        entry
        for entry in _data()[kind]
        if belongs(entry, load.portal) and f"{kind}-{entry['clave']}" not in load.known
    ]
    for entry in entries:
        entry = worded(entry, facts(load.portal))
        page = make(load, section, entry)
        piece = f"{kind}-{entry['clave']}"
        load.page_ids[piece] = page.pk
        publish(page, load.portal, piece)
    return len(entries)


def _make_norma(load, section, entry):
    page = _fill(NormaPage(), load, entry, _data()["aviso_de_norma"])
    page.derogada_por_id = load.page_ids.get(norma_piece(entry.get("deroga_la")))
    add_below(section, page)
    if changing := load.page_ids.get(norma_piece(entry.get("modifica_la"))):
        add_rows(page.modificaciones, [Modificacion(norma_id=changing)])
    return page


def _make_documento(load, section, entry):
    page = _fill(DocumentoPage(), load, entry, _data()["aviso"])
    if name := entry.get("archivo"):
        page.archivo = load.documents[name]
    if withdrawn := entry.get("retirado"):
        days, page.motivo_de_retiro = withdrawn
        page.retirado_el = load.today - timedelta(days=days)
    above = load.find_page(entidad_piece(entry["entidad"])) if "entidad" in entry else None
    add_below(above.specific if above else section, page)
    return page


def _fill(page, load, entry, notice):
    for name in _AS_THEY_ARE:
        if name in entry:
            setattr(page, name, entry[name])
    page.title = entry["titulo"]
    page.fecha = load.today - timedelta(days=entry["hace"])
    page.responsable = "Redacción de muestra"
    page.revisado_el, page.proxima_revision = load.today, load.today + _REVIEW
    text = f"<p><b>Contenido de muestra:</b> {escape(notice, quote=False)}</p>"
    block = {"type": "texto", "value": text}
    page.cuerpo = page._meta.get_field("cuerpo").to_python([block])
    return page
