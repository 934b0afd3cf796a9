"""Directory of the sample, created in a portal from the TOML file."""

from datetime import time

from wagtail.models import Page

from base.models import PortalSettings
from base.portales import portales
from directorio.models import (
    Autoridad,
    Contacto,
    DirectorioIndexPage,
    EntidadPage,
    Horario,
    Servicio,
    TipoEntidad,
)
from home.contenido.filas import add_below, add_rows, put

from .contenido import as_notice, new_entries, read, vigencia
from .marcas import marks
from .publicacion import publish, publish_over

_AS_THEY_ARE = ("otros_nombres", "calle", "numero", "entre", "y", "referencia")


def entidad_piece(clave):
    """Return the name of an entidad's piece in the sample."""
    return f"entidad-{clave}"


def load_entidades(load):
    """Add the entidades that the portal of ``load`` never had; return how many."""
    index = DirectorioIndexPage.objects.child_of(load.home).first()
    if index is None:
        return 0
    above = _provincial_entities()
    data = read("entidades")
    new = new_entries(load, data["entidad"], lambda entry: entidad_piece(entry["clave"]))
    for entry in new:
        superior = above.get(entidad_piece(entry.get("depende", "")))
        _add(load, index, entry, superior, notice=entry.get("aviso", data["aviso"]))
    return len(new)


def _provincial_entities():
    """Return {piece: entidad} of the sample in the province's portal."""
    province = next(portal for portal in portales() if portal.es_provincial)
    pieces = {entry.page_id: piece for piece, entry in marks(Page, province).items()}
    return {pieces[page.pk]: page for page in EntidadPage.objects.filter(pk__in=pieces)}


def _add(load, index, entry, superior, *, notice):
    above = load.find_page(entidad_piece(entry["padre"])) if "padre" in entry else None
    piece = entidad_piece(entry["clave"])
    page = EntidadPage.objects.filter(pk=load.born_with.get(piece)).first()
    is_born_with = page is not None
    page = page or EntidadPage()
    told = {
        "title": entry["titulo"],
        "resumen": entry["resumen"],
        "tipo": TipoEntidad.objects.filter(slug=entry["tipo"], locale=index.locale_id).first(),
        "depende_de": superior,
        "atiende_a_todos": _serves_all(entry),
        "reparto": load.portal.sede if "calle" in entry else "",
        **vigencia(load.today),
        **{name: entry[name] for name in _AS_THEY_ARE if name in entry},
    }
    for name, value in told.items():
        setattr(page, name, value)
    if not is_born_with:
        add_below(above or index, page)
    for rows in (page.contactos, page.horarios):
        rows.clear()  # the sample includes the rows with which the page was created
    _add_rows(page, entry)
    page.municipios_atendidos.set(_served(entry))
    put(page, "cuerpo", [{"type": "texto", "value": as_notice(notice)}])
    load.page_ids[piece] = page.pk
    (publish_over if is_born_with else publish)(page, load.portal, piece)


def _add_rows(page, entry):
    contacts = [
        Contacto(canal=canal, valor=valor, etiqueta=etiqueta, **dict(*hours))
        for canal, valor, etiqueta, *hours in entry.get("contacto", [])
    ]
    for contact in contacts:
        contact.clean()  # normalizes the value as the form does
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


def _served(entry):
    slugs = [] if _serves_all(entry) else entry.get("atiende", [])
    return PortalSettings.objects.filter(tipo=PortalSettings.Tipo.MUNICIPAL, slug__in=slugs)


def _serves_all(entry):
    return entry.get("atiende") == "todos"
