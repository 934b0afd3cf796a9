"""Avisos of the sample, created in a portal from the TOML file."""

from datetime import timedelta

from django.utils import timezone

from avisos.models import AvisoPage, AvisosIndexPage, Instruccion, Mensaje
from home.contenido.filas import add_below

from .contenido import new_entries, read
from .publicacion import publish

_LASTED = timedelta(days=2)


def load_avisos(load):
    """Add the avisos that the portal of ``load`` never had; return how many."""
    index = AvisosIndexPage.objects.child_of(load.home).first()
    if index is None:
        return 0
    data = read("avisos")
    whose = "provincia" if load.portal.es_provincial else "municipios"
    entries = [entry for entry in data["aviso_de_muestra"] if entry["portales"] == whose]
    new = new_entries(load, entries, _piece)
    for entry in new:
        _add(load, index, entry, data)
    return len(new)


def forget(page):
    """Delete the messages to other systems about a removed page of the sample."""
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
