"""Keeps locale/ in step with the texts of the screens.

Without arguments: collects the texts (makemessages) and compiles them. With ``--check``:
does the same in a copy and fails when the committed catalogue lacks a text, a translation
or its compiled form. The msgid of every text is Spanish; only English has a catalogue.
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parent.parent
LANGUAGE = "en"
CATALOGUE = Path("locale") / LANGUAGE / "LC_MESSAGES" / "django.po"
NOT_SOURCES = (".git", ".venv", "docs", "scripts", "static_src", "tests", "var", "wheels")


def collect(root):
    (root / CATALOGUE).parent.mkdir(parents=True, exist_ok=True)
    ignored = [option for name in NOT_SOURCES for option in ("--ignore", name)]
    command = [sys.executable, "manage.py", "makemessages", "--locale", LANGUAGE]
    command += ["--no-wrap", "--add-location=file", "--no-obsolete", "--verbosity=0"]
    if subprocess.call(command + ignored, cwd=root) != 0:
        sys.exit(
            "No se pudieron recoger los textos. ¿Está instalado gettext (apt install gettext)?"
        )


def texts(entries):
    return {(entry.msgctxt, entry.msgid, entry.msgid_plural) for entry in entries}


def show(title, entries):
    for _, msgid, _ in sorted(entries, key=str):
        print(f"  {title}: {msgid}")


def check():
    path = ROOT / CATALOGUE
    if not (path.exists() and path.with_suffix(".mo").exists()):
        sys.exit(f"Falta {CATALOGUE} o su .mo: ejecute «make messages» y traduzca los textos.")
    committed = polib.pofile(path)
    compiled = polib.mofile(path.with_suffix(".mo"))
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "copy"
        shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns(*NOT_SOURCES))
        collect(copy)
        fresh = polib.pofile(copy / CATALOGUE)
    translated = {
        (entry.msgctxt, entry.msgid): (entry.msgstr, entry.msgstr_plural)
        for entry in committed.translated_entries()
    }
    in_compiled = {
        (entry.msgctxt, entry.msgid): (entry.msgstr, entry.msgstr_plural) for entry in compiled
    }
    problems = {
        "falta en el catálogo": texts(fresh) - texts(committed),
        "ya no se usa": texts(committed) - texts(fresh),
        "sin traducir": texts(committed.untranslated_entries() + committed.fuzzy_entries()),
    }
    for title, entries in problems.items():
        show(title, entries)
    if in_compiled != translated:
        print("  django.mo no corresponde a django.po")
    if any(problems.values()) or in_compiled != translated:
        sys.exit("locale/ no está al día: ejecute «make messages» y traduzca lo nuevo.")
    print(f"locale/{LANGUAGE} está completo: {len(translated)} textos.")


def update():
    collect(ROOT)
    path = ROOT / CATALOGUE
    catalogue = polib.pofile(path)
    catalogue.save_as_mofile(path.with_suffix(".mo"))
    missing = texts(catalogue.untranslated_entries() + catalogue.fuzzy_entries())
    show("sin traducir", missing)


if __name__ == "__main__":
    check() if "--check" in sys.argv[1:] else update()
