"""Keeps the catalogues in locale/ up to date with the texts of the code.

Without arguments: collects the project's texts (makemessages) and compiles all catalogues. With
``--check``: collects into a copy, and fails if a committed catalogue lacks a text, a translation or
its compiled form. The project's msgids are Spanish, so texts are collected for English; locale/es
holds manual corrections of Wagtail's texts. The catalogues of the other languages are updated too
(``for_translators``), but their translations are not required.
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import for_translators
import polib

ROOT = Path(__file__).resolve().parent.parent
COLLECTED = Path("locale") / "en" / "LC_MESSAGES" / "django.po"
NOT_SOURCES = (".git", ".venv", "docs", "scripts", "static_src", "tests", "var", "wheels")
# Files of tools, which may be writing at this moment.
LEFTOVERS = (".*", "__pycache__")


def collect(root):
    (root / COLLECTED).parent.mkdir(parents=True, exist_ok=True)
    ignored = [option for name in NOT_SOURCES for option in ("--ignore", name)]
    command = [sys.executable, "manage.py", "makemessages", "--locale", "en"]
    command += ["--no-wrap", "--add-location=file", "--no-obsolete", "--verbosity=0"]
    if subprocess.call(command + ignored, cwd=root) != 0:
        sys.exit(
            "No se pudieron recoger los textos. ¿Está instalado gettext (apt install gettext)?"
        )


def catalogues():
    return sorted((ROOT / "locale").rglob("LC_MESSAGES/*.po"))


def texts(entries):
    return {(entry.msgctxt, entry.msgid, entry.msgid_plural) for entry in entries}


def translations(entries):
    return {(entry.msgctxt, entry.msgid): (entry.msgstr, entry.msgstr_plural) for entry in entries}


def show(title, entries):
    for _, msgid, _ in sorted(entries, key=str):
        print(f"  {title}: {msgid}")


def unfinished(catalogue):
    return texts(catalogue.untranslated_entries() + catalogue.fuzzy_entries())


def is_compiled(path):
    compiled = path.with_suffix(".mo")
    return compiled.exists() and translations(polib.mofile(compiled)) == translations(
        polib.pofile(path).translated_entries()
    )


def collect_into_copy():
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "copy"
        shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns(*NOT_SOURCES, *LEFTOVERS))
        collect(copy)
        return polib.pofile(copy / COLLECTED)


def check():
    if not (ROOT / COLLECTED).exists():
        sys.exit(f"Falta {COLLECTED}: ejecute «make messages» y traduzca los textos.")
    committed, fresh = polib.pofile(ROOT / COLLECTED), collect_into_copy()
    problems = {
        "falta en el catálogo": texts(fresh) - texts(committed),
        "ya no se usa": texts(committed) - texts(fresh),
        "sin traducir": unfinished(committed),
    }
    for title, entries in problems.items():
        show(title, entries)
    stale = [path.relative_to(ROOT) for path in catalogues() if not is_compiled(path)]
    for path in stale:
        print(f"  sin compilar: {path}")
    others = [
        problem
        for code in for_translators.LANGUAGES
        for problem in for_translators.problems_of(code, fresh)
    ]
    for problem in others:
        print(f"  {problem}")
    if any(problems.values()) or stale or others:
        sys.exit("locale/ no está al día: ejecute «make messages» y traduzca lo nuevo.")
    print(f"locale/ está completo: {len(committed)} textos en inglés.")


def update():
    collect(ROOT)
    for code in for_translators.LANGUAGES:
        for_translators.follow(code, polib.pofile(ROOT / COLLECTED))
    for path in catalogues():
        polib.pofile(path).save_as_mofile(path.with_suffix(".mo"))
    show("sin traducir", unfinished(polib.pofile(ROOT / COLLECTED)))


if __name__ == "__main__":
    check() if "--check" in sys.argv[1:] else update()
