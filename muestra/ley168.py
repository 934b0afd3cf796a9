"""Ley 168 lists of the sample, created in a portal from the TOML file."""

from datetime import timedelta

from documentos.models import FichaLey168Page, Obligacion, PublicacionDeOficio
from home.contenido.filas import add_below, add_rows
from transparencia.models import TransparenciaIndexPage

from .contenido import new_entries, read, vigencia
from .entidades import entidad_piece
from .publicacion import publish


def load_ley168(load):
    """Add the lists that the portal of ``load`` never had; return how many."""
    section = TransparenciaIndexPage.objects.child_of(load.home).first()
    if section is None:
        return 0
    data = read("ley168")
    new = new_entries(load, data["lista"], _piece)
    for entry in new:
        _add(load, section, entry, data)
    return len(new)


def _piece(entry):
    return f"ley168-{entry['clave']}"


def _add(load, section, entry, data):
    entity = load.find_page(entidad_piece(entry["entidad"])) if "entidad" in entry else None
    page = FichaLey168Page(
        title=entry["titulo"],
        resumen=data["aviso"],
        **vigencia(load.today),
    )
    add_below(entity or section, page)
    add_rows(page.publicaciones, _rows(load, entry, data))
    publish(page, load.portal, _piece(entry))


def _rows(load, entry, data):
    known = {item.slug: item for item in Obligacion.objects.filter(locale=load.home.locale_id)}
    # The province may have removed some from its list.
    points = [point for point in entry["puntos"] if point["que"] in known]
    return [_row(load, known[point["que"]], point, data) for point in points]


def _row(load, obligacion, point, data):
    if "motivo" in point:
        return PublicacionDeOficio(
            obligacion=obligacion, no_corresponde=True, motivo=data["motivo"]
        )
    row = PublicacionDeOficio(
        obligacion=obligacion, desde=load.today - timedelta(days=point["hace"])
    )
    row.pagina_id = load.page_ids.get(point.get("pagina"))
    if name := point.get("archivo"):
        row.documento = load.documents[name]
    if "vence" in point:
        row.hasta = load.today + timedelta(days=point["vence"])
    row.clean()  # proposes the end of its validity, as the form does
    return row
