"""Initial directory of a portal: emergency services, and drafts that lack their contacts."""

from datetime import time
from html import escape

from base.models import PortalSettings
from directorio.models import Contacto, DirectorioIndexPage, EntidadPage, Horario, TipoEntidad
from home.models import PaginaInicial

from .filas import add_below, add_rows, put
from .palabras import belongs, facts, read, worded

KIND = "entidad"
_NAMES = ("resumen", "otros_nombres")


def add_entidades(start):
    index = DirectorioIndexPage.objects.child_of(start.home).first()
    if index is None:
        return
    data, above = read("entidades"), _provincial()
    entries = [entry for entry in data["entidad"] if belongs(entry, start.portal)]
    for clave, entry in start.new(entries, KIND):
        entry = worded(entry, facts(start.portal))
        page = EntidadPage(
            title=entry["titulo"],
            tipo=TipoEntidad.objects.filter(slug=entry["tipo"], locale=index.locale_id).first(),
            depende_de=above.get(entry.get("depende")),
            atiende_a_todos=entry.get("atiende") == "todos",
            **{name: entry.get(name, "") for name in _NAMES},
        )
        add_below(index, page)
        served = entry.get("atiende", []) if not page.atiende_a_todos else []
        page.municipios_atendidos.set(PortalSettings.objects.en_pie().filter(slug__in=served))
        numbers = entry.get("contacto", [])
        if numbers:
            _answer_always(page, numbers, data["fuente"])
        start.keep(clave, page, publish=bool(numbers))


def _answer_always(page, numbers, source):
    """Add emergency numbers, always open, with their source in the body of the page."""
    contacts = [
        Contacto(canal=canal, valor=valor, etiqueta=etiqueta) for canal, valor, etiqueta in numbers
    ]
    for contact in contacts:
        contact.clean()  # normalizes the value as the form does
    add_rows(page.contactos, contacts)
    whole_days = Horario(dia="lu-do", abre=time(0), cierra=time(0), al_dia_siguiente=True)
    add_rows(page.horarios, [whole_days])
    page.atiende_feriados = True
    put(page, "cuerpo", [{"type": "texto", "value": f"<p>{escape(source, quote=False)}</p>"}])


def _provincial():
    """Return {clave: entidad} of the initial entidades of the province."""
    rows = PaginaInicial.objects.filter(
        site__portalsettings__tipo=PortalSettings.Tipo.PROVINCIAL, clave__startswith=f"{KIND}-"
    )
    keys = {row.page_id: row.clave.removeprefix(f"{KIND}-") for row in rows}
    return {keys[page.pk]: page for page in EntidadPage.objects.filter(pk__in=keys)}
