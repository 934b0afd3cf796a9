"""The avisos of the sample: reads the TOML file and makes them in a portal."""

import tomllib
from datetime import timedelta
from pathlib import Path

from django.utils import timezone

from avisos.models import AvisoPage, AvisosIndexPage, Instruccion, Mensaje

from .contenido import facts, worded
from .publicar import add_below, publish

_FILE = Path(__file__).parent / "avisos.toml"
_LASTED = timedelta(days=2)


def load_avisos(load):
    """Add to the portal of ``load`` the avisos it never had; return how many."""
    index = AvisosIndexPage.objects.child_of(load.home).first()
    if index is None:
        return 0
    data = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    whose = "provincia" if load.portal.es_provincial else "municipios"
    new = [
        entry
        for entry in data["aviso_de_muestra"]
        if entry["portales"] == whose and _piece(entry) not in load.known
    ]
    for entry in new:
        _add(load, index, worded(entry, facts(load.portal)), data)
    return len(new)


def forget(page):
    """Take back what other systems were told of a page of the sample that was removed."""
    Mensaje.objects.filter(clave=page.translation_key).delete()


def _piece(entry):
    return f"aviso-{entry['clave']}"


def _add(load, index, entry, data):
    page = AvisoPage(
        texto=f"{data['aviso']}\n\n{entry['texto'].strip()}",
        title=entry["titulo"],
        fuente=data["fuente"],
        numero_nota=entry.get("numero_nota", ""),
        simulacro=True,
        **{name: entry[name] for name in ("resumen", "tipo", "fase", "nivel", "alcance")},
    )
    if days := entry.get("terminado_hace"):
        page.termina = timezone.now() - timedelta(days=days)
        page.first_published_at = page.termina - _LASTED
    else:
        page.sin_fin = data["sin_fin"]
    add_below(index, page)
    for fase, texto in entry["instrucciones"]:
        page.instrucciones.add(Instruccion(fase=fase, texto=texto))
    piece = _piece(entry)
    load.page_ids[piece] = page.pk
    publish(page, load.portal, piece)
