"""The agenda of the sample: reads the TOML file and makes its events in a portal."""

import tomllib
from datetime import time, timedelta
from html import escape
from pathlib import Path

from noticias.models import AgendaIndexPage, EventoPage

from .contenido import facts, worded
from .publicar import add_below, publish

_FILE = Path(__file__).parent / "eventos.toml"


def load_eventos(load):
    """Add to the portal of ``load`` the events it never had; return how many."""
    index = AgendaIndexPage.objects.child_of(load.home).first()
    if index is None:
        return 0
    data = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    new = [entry for entry in data["evento"] if _piece(entry) not in load.known]
    for entry in new:
        _add(load, index, worded(entry, facts(load.portal)), notice=data["aviso"])
    return len(new)


def _piece(entry):
    return f"evento-{entry['clave']}"


def _add(load, index, entry, *, notice):
    first = load.today + timedelta(days=entry["dias"])
    text = f"<p><b>Contenido de muestra:</b> {escape(notice, quote=False)}</p>"
    page = EventoPage(
        title=entry["titulo"],
        resumen=entry["resumen"],
        empieza_el=first,
        empieza_a_las=_hour(entry.get("empieza")),
        termina_el=first + timedelta(days=entry["duran"] - 1) if "duran" in entry else None,
        termina_a_las=_hour(entry.get("termina")),
        lugar=entry["lugar"],
    )
    page.cuerpo = page._meta.get_field("cuerpo").to_python([{"type": "texto", "value": text}])
    add_below(index, page)
    publish(page, load.portal, _piece(entry))


def _hour(text):
    return time.fromisoformat(text) if text else None
