"""Catalogues of the languages that people translate gradually.

Each language has two gettext catalogues. ``locale/primero`` has what a reader needs first: the
frame of every page, avisos, the emergency, where to get help. Portals offer the language only when
nearly all of it is translated (``base.idiomas``); every translation tool shows the progress.
``locale`` has the other texts for citizens. Texts for the administration only are in neither: they
exist in Spanish and English.
"""

import subprocess
import sys
from fnmatch import fnmatch
from operator import itemgetter
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parent.parent
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from santiago.settings.languages import LANGUAGES  # noqa: E402

# The texts are written in Spanish, and the English catalogue has all of them.
LANGUAGES = [code for code, _name in LANGUAGES if code not in ("es", "en")]
_CATALOGUE = Path("LC_MESSAGES") / "django.po"

# Patterns of the files whose texts come first, in this order; a star matches any depth.
_FIRST = (
    "templates/avisos/*",
    "avisos/models/opciones.py",
    "templates/directorio/contactos.html",
    "templates/directorio/lugar.html",
    "templates/directorio/tarjeta.html",
    "templates/directorio/entidad_page.html",
    "directorio/canales.py",
    "directorio/palabras.py",
    "base/frame.py",
    "base/links.py",
    "base/versions.py",
    "templates/base.html",
    "templates/components/*",
    "templates/home/home_page.html",
    "templates/search/buscar.html",
    "templates/400.html",
    "templates/404.html",
    "templates/500.html",
)
_OF_THE_ADMINISTRATION = (
    "*/admin/*",
    "*/advertencias.py",
    "*/apps.py",
    "*/choosers.py",
    "*/faltantes.py",
    "*/hooks.py",
    "*/importador.py",
    "*/importadores.py",
    "*/management/*",
    "*/menu.py",
    "*/panels.py",
    "*/portada.py",
    "*/viewsets.py",
    "*/wagtail_hooks.py",
    "*/reports.py",
    "*/section.py",
    "atencion/exportacion/*",
    "atencion/models/exportacion.py",
    "atencion/models/plantilla.py",
    "atencion/oficina.py",
    "avisos/forms.py",
    "base/forms/*",
    "base/sections.py",
    "moderacion/tarea.py",
    "aislamiento/*",
    "archivos/*",
    "traduccion/*",
    "servidor/*",
    "bitacora/*",
    "correo/*",
    "difusion/*",
    "directorio/por_comprobar.py",
    "documentos/*/forms.py",
    "documentos/forms.py",
    "equipos/*",
    "gobierno/*/forms.py",
    "gobierno/forms.py",
    "gobierno/planteamientos/rules.py",
    "home/forms.py",
    "home/manual.py",
    "muestra/*",
    "home/tareas.py",
    "importacion/*",
    "indicadores/forms.py",
    "moderacion/*",
    "noticias/propuestas.py",
    "por_traducir/*",
    "santiago/*",
    "tableros/*",
    "search/forms.py",
    "templates/atencion/correo/exportacion*",
    "templates/atencion/correo/novedades*",
    "templates/atencion/correo/plazos*",
    "templates/atencion/correo/sin_coordinacion*",
    "templates/atencion/exportacion/*",
    "templates/bitacora/*",
    "templates/correo/*",
    "templates/difusion/*",
    "templates/documentos/correo/*",
    "templates/equipos/*",
    "templates/importacion/*",
    "templates/moderacion/*",
    "templates/muestra/*",
    "templates/por_traducir/*",
    "templates/tableros/*",
    "templates/usuarios/*",
    "templates/wagtailadmin/*",
    "templates/wagtailsnippets/*",
    "tramites/confirmacion.py",
    "tramites/forms.py",
    "usuarios/forms.py",
    "usuarios/models.py",
    "usuarios/views/*",
)
# Names of days and months, which are Django's texts: written by hand, never collected.
_BY_HAND = "django/"

_HEADER = """\
{code}: {what}.

Los textos (msgid) están en español. Escriba la traducción en msgstr, con cualquier programa
para archivos PO, y deje tal cual lo que está entre %( y )s o entre llaves.
«make messages» pone al día este archivo y lo compila; no quita lo traducido.
"""
_WHAT = {
    True: "lo primero que hay que traducir (avisos, emergencia, ayuda y marco de las páginas)",
    False: "los demás textos que leen los ciudadanos",
}


def paths(code):
    """Return {whether it is the first catalogue: its path} of a language."""
    return {
        True: ROOT / "locale" / "primero" / code / _CATALOGUE,
        False: ROOT / "locale" / code / _CATALOGUE,
    }


def follow(code, collected):
    """Update both catalogues of a language with the collected texts.

    A text that changes catalogue keeps its translation. A translated text that is no longer used is
    kept at the end as obsolete, as translation tools expect.
    """
    known = {_key(entry): entry for path in paths(code).values() for entry in _read(path)}
    found = _wanted(collected)
    found[False] += [_as_new(entry) for entry in known.values() if _is_by_hand(entry)]
    for is_first, entries in found.items():
        for entry in entries:
            if before := known.pop(_key(entry), None):
                entry.msgstr, entry.msgstr_plural = before.msgstr, before.msgstr_plural
                entry.tcomment = before.tcomment
                entry.flags += ["fuzzy"] if before.fuzzy else []
        if not is_first:
            gone = [entry for entry in known.values() if _has_translation(entry)]
            for entry in gone:
                entry.obsolete = True
            entries += gone
        _write(code, is_first, entries)


def problems_of(code, collected):
    """Yield the problems of a language's catalogues, as texts; missing translations are none."""
    found = _wanted(collected)
    for is_first, path in paths(code).items():
        name = path.relative_to(ROOT)
        if not path.exists():
            yield f"falta {name}"
            continue
        there = {_key(entry) for entry in _read(path) if not entry.obsolete}
        there -= {_key(entry) for entry in _read(path) if _is_by_hand(entry)}
        texts = {_key(entry) for entry in found[is_first]}
        yield from (f"falta en {name}: {key[1]}" for key in sorted(texts - there, key=str))
        yield from (f"sobra en {name}: {key[1]}" for key in sorted(there - texts, key=str))
        # Placeholders, plurals and header, whose errors would break a page.
        command = ["msgfmt", "--check", "--output-file=/dev/null", str(path)]
        told = subprocess.run(command, capture_output=True, text=True, check=False)
        if told.returncode != 0:
            yield told.stderr.strip()


def _wanted(collected):
    """Return {whether they come first: untranslated entries} of the texts for citizens."""
    first, others = [], []
    for entry in map(_as_new, collected):
        entry.occurrences = [
            place for place in entry.occurrences if not _of_the_administration(place[0])
        ]
        ranks = [_rank(name) for name, _line in entry.occurrences]
        if ranks:
            (first if min(ranks) < len(_FIRST) else others).append((min(ranks), entry))
    first.sort(key=itemgetter(0))
    return {True: [entry for _, entry in first], False: [entry for _, entry in others]}


def _of_the_administration(name):
    return any(fnmatch(name, pattern) for pattern in _OF_THE_ADMINISTRATION)


def _rank(name):
    """Return the index of the pattern in ``_FIRST`` that matches, or its length if none does."""
    return next((i for i, pattern in enumerate(_FIRST) if fnmatch(name, pattern)), len(_FIRST))


def _is_by_hand(entry):
    return any(name.startswith(_BY_HAND) for name, _line in entry.occurrences)


def _has_translation(entry):
    return bool(entry.msgstr) or any(entry.msgstr_plural.values())


def _key(entry):
    return entry.msgctxt, entry.msgid, entry.msgid_plural


def _as_new(entry):
    return polib.POEntry(
        msgctxt=entry.msgctxt,
        msgid=entry.msgid,
        msgid_plural=entry.msgid_plural,
        msgstr_plural=dict.fromkeys((0, 1), "") if entry.msgid_plural else {},
        comment=entry.comment,
        occurrences=entry.occurrences,
        flags=[flag for flag in entry.flags if flag != "fuzzy"],
    )


def _read(path):
    return polib.pofile(path) if path.exists() else []


def _write(code, is_first, entries):
    path = paths(code)[is_first]
    # What translators' programs told of themselves and of plurals stays.
    result = polib.pofile(path) if path.exists() else polib.POFile()
    told = result.metadata
    result.clear()
    result.wrapwidth = 0
    result.header = _HEADER.format(code=code, what=_WHAT[is_first])
    result.metadata = {
        "Project-Id-Version": "portales",
        "Language": code,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": "nplurals=2; plural=(n != 1);",
    } | told
    result.extend(entries)
    path.parent.mkdir(parents=True, exist_ok=True)
    result.save(path)
