"""Documents and norms of the sample, created in a portal from the TOML file."""

from datetime import timedelta
from functools import cache

from documentos.models import DocumentoPage, Modificacion, NormaPage
from home.contenido.filas import add_below, add_rows, put
from transparencia.models import TransparenciaIndexPage

from .contenido import as_notice, new_entries, read, vigencia
from .entidades import entidad_piece
from .fields import fill
from .publicacion import publish

_AS_THEY_ARE = ("tipo", "numero", "emisor", "resumen", "periodo", "gaceta", "estado")


def norma_piece(clave):
    """Return the name of a norm's piece in the sample."""
    return f"norma-{clave}"


def load_normas(load):
    """Add the norms that the portal of ``load`` never had; return how many."""
    return _load(load, "norma", _make_norma)


def load_documentos(load):
    """Add the documents that the portal of ``load`` never had; return how many."""
    return _load(load, "documento", _make_documento)


@cache
def _data():
    return read("documentos")


def _load(load, kind, make):
    section = TransparenciaIndexPage.objects.child_of(load.home).first()
    if section is None:
        return 0

    def piece_of(entry):
        return f"{kind}-{entry['clave']}"

    entries = new_entries(load, _data()[kind], piece_of)
    for entry in entries:
        page = make(load, section, entry)
        piece = piece_of(entry)
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
    fill(page, vigencia(load.today))
    put(page, "cuerpo", [{"type": "texto", "value": as_notice(notice)}])
    return page
