"""The directory of the sample: reads the TOML file and makes its entities in a portal."""

import tomllib
from datetime import time, timedelta
from html import escape
from pathlib import Path

from wagtail.models import Page

from base.models import PortalSettings
from base.portales import portales
from directorio.canales import clean_valor
from directorio.models import (
    Autoridad,
    Contacto,
    DirectorioIndexPage,
    EntidadPage,
    Horario,
    Servicio,
    TipoEntidad,
)

from .contenido import belongs, facts, worded
from .filas import add_rows
from .marcas import marks
from .publicar import add_below, publish

_FILE = Path(__file__).parent / "entidades.toml"
_REVIEW = timedelta(days=180)
_AS_THEY_ARE = ("otros_nombres", "calle", "numero", "entre", "y", "referencia")


def entidad_piece(clave):
    """The name under which the sample knows an entity."""
    return f"entidad-{clave}"


def load_entidades(load):
    """Add to the portal of ``load`` the entities it never had; return how many."""
    index = DirectorioIndexPage.objects.child_of(load.home).first()
    if index is None:
        return 0
    above = _provincial_entities()
    data = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    new = [
        entry
        for entry in data["entidad"]
        if belongs(entry, load.portal) and entidad_piece(entry["clave"]) not in load.known
    ]
    for entry in new:
        superior = above.get(entidad_piece(entry.get("depende", "")))
        _add(load, index, entry, superior, notice=entry.get("aviso", data["aviso"]))
    return len(new)


def _provincial_entities():
    """Return {piece: entity} of what the sample has put into the portal of the province."""
    province = next(portal for portal in portales() if portal.es_provincial)
    pieces = {entry.page_id: piece for piece, entry in marks(Page, province).items()}
    return {pieces[page.pk]: page for page in EntidadPage.objects.filter(pk__in=pieces)}


def _add(load, index, entry, superior, *, notice):
    above = load.find_page(entidad_piece(entry["padre"])) if "padre" in entry else None
    parent = above or index
    entry = worded(entry, facts(load.portal))
    page = EntidadPage(
        title=entry["titulo"],
        resumen=entry["resumen"],
        tipo=TipoEntidad.objects.filter(slug=entry["tipo"], locale=index.locale_id).first(),
        depende_de=superior,
        reparto=load.portal.sede if "calle" in entry else "",
        responsable="Redacción de muestra",
        revisado_el=load.today,
        proxima_revision=load.today + _REVIEW,
        **{name: entry[name] for name in _AS_THEY_ARE if name in entry},
    )
    add_below(parent, page)
    _add_rows(page, entry)
    page.municipios_atendidos.set(_served(entry.get("atiende", [])))
    block = {
        "type": "texto",
        "value": f"<p><b>Contenido de muestra:</b> {escape(notice, quote=False)}</p>",
    }
    page.cuerpo = page._meta.get_field("cuerpo").to_python([block])
    piece = entidad_piece(entry["clave"])
    load.page_ids[piece] = page.pk
    publish(page, load.portal, piece)


def _add_rows(page, entry):
    contacts = [
        Contacto(canal=canal, valor=clean_valor(canal, valor), etiqueta=etiqueta)
        for canal, valor, etiqueta in entry.get("contacto", [])
    ]
    add_rows(page.contactos, contacts)
    add_rows(page.horarios, [_hours(*stretch) for stretch in entry.get("horario", [])])
    add_rows(page.servicios, [Servicio(nombre=nombre) for nombre in entry.get("servicios", [])])
    people = [
        Autoridad(nombre=nombre, cargo=cargo, recepcion=recepcion)
        for nombre, cargo, recepcion in entry.get("autoridades", [])
    ]
    add_rows(page.autoridades, people)


def _hours(dia, opens, closes):
    opens, closes = time.fromisoformat(opens), time.fromisoformat(closes)
    return Horario(dia=dia, abre=opens, cierra=closes, al_dia_siguiente=closes <= opens)


def _served(slugs):
    municipal = PortalSettings.objects.filter(tipo=PortalSettings.Tipo.MUNICIPAL)
    return municipal if slugs == "todos" else municipal.filter(slug__in=slugs)
