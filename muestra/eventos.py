"""Agenda of the sample, created in a portal from the TOML file."""

from datetime import time, timedelta

from home.contenido.filas import add_below, put
from noticias.models import AgendaIndexPage, EventoPage

from .contenido import as_notice, new_entries, read
from .publicacion import publish


def load_eventos(load):
    """Add the events that the portal of ``load`` never had; return how many."""
    index = AgendaIndexPage.objects.child_of(load.home).first()
    if index is None:
        return 0
    data = read("eventos")
    new = new_entries(load, data["evento"], _piece)
    for entry in new:
        _add(load, index, entry, notice=data["aviso"])
    return len(new)


def _piece(entry):
    return f"evento-{entry['clave']}"


def _add(load, index, entry, *, notice):
    first = load.today + timedelta(days=entry["dias"])
    page = EventoPage(
        title=entry["titulo"],
        resumen=entry["resumen"],
        empieza_el=first,
        empieza_a_las=_hour(entry.get("empieza")),
        termina_el=first + timedelta(days=entry["duran"] - 1) if "duran" in entry else None,
        termina_a_las=_hour(entry.get("termina")),
        lugar=entry["lugar"],
    )
    put(page, "cuerpo", [{"type": "texto", "value": as_notice(notice)}])
    add_below(index, page)
    publish(page, load.portal, _piece(entry))


def _hour(text):
    return time.fromisoformat(text) if text else None
