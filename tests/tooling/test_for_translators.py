"""The catalogues of translators follow the texts of the screens, and keep all translations."""

import shutil
from fnmatch import fnmatch

import polib
import pytest
from django.conf import settings

from scripts import for_translators

pytestmark = pytest.mark.skipif(shutil.which("msgfmt") is None, reason="gettext is not installed")

FIRST, REST = True, False


@pytest.fixture
def folder(monkeypatch, tmp_path):
    monkeypatch.setattr(for_translators, "ROOT", tmp_path)


def collected(**texts):
    """Return a catalogue as makemessages writes it, from {text: the file that has it}."""
    catalogue = polib.POFile()
    for text, name in texts.items():
        catalogue.append(polib.POEntry(msgid=text, occurrences=[(name, "")]))
    return catalogue


def read(is_first):
    return polib.pofile(for_translators.paths("ht")[is_first])


def texts(is_first):
    return {entry.msgid: entry.msgstr for entry in read(is_first) if not entry.obsolete}


def translate(is_first, **words):
    catalogue = read(is_first)
    for entry in catalogue:
        entry.msgstr = words.get(entry.msgid, entry.msgstr)
    catalogue.save()


TEXTS = {
    "Peligro": "templates/avisos/banner.html",
    "Noticias": "templates/noticias/index.html",
    "Devolver": "moderacion/dashboard/cola.py",
}


@pytest.mark.usefixtures("folder")
def test_alerts_come_first_and_the_administration_not_at_all():
    for_translators.follow("ht", collected(**TEXTS))
    assert texts(FIRST) == {"Peligro": ""}
    assert texts(REST) == {"Noticias": ""}
    assert list(for_translators.problems_of("ht", collected(**TEXTS))) == []


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("name", "is_there"),
    [
        ("atencion/consultas/reports.py", False),
        ("atencion/exportacion/views.py", False),
        ("avisos/forms.py", False),
        ("directorio/presencia/faltantes.py", False),
        ("directorio/presencia/reports.py", False),
        ("home/tareas.py", False),
        ("templates/atencion/correo/plazos.txt", False),
        ("templates/documentos/correo/ley168.txt", False),
        ("tramites/faltantes.py", False),
        ("documentos/ley168/forms.py", False),
        ("documentos/ley168/reports.py", False),
        ("gobierno/planteamientos/forms.py", False),
        ("atencion/seguimiento/forms.py", True),
        ("directorio/informes.py", True),
        ("templates/atencion/correo/recibida.txt", True),
        ("templates/documentos/ley168.html", True),
        ("templates/wagtailcore/login.html", True),
        ("templates/wagtailcore/password_required.html", True),
        ("transparencia/presencia.py", True),
        ("usuarios/intentos.py", True),
    ],
)
def test_what_editors_alone_read_is_left_out(name, is_there):
    for_translators.follow("ht", collected(Texto=name))
    assert ("Texto" in texts(REST)) is is_there


@pytest.mark.usefixtures("folder")
def test_what_is_translated_stays_wherever_its_text_goes():
    for_translators.follow("ht", collected(**TEXTS))
    translate(FIRST, Peligro="[ht] 1")
    translate(REST, Noticias="[ht] 2")
    now = {"Peligro": "templates/mapa.html", "Noticias": "templates/avisos/banner.html"}
    assert len(list(for_translators.problems_of("ht", collected(**now)))) == 4
    for_translators.follow("ht", collected(**now))
    assert texts(FIRST) == {"Noticias": "[ht] 2"}
    assert texts(REST) == {"Peligro": "[ht] 1"}


@pytest.mark.usefixtures("folder")
def test_what_is_not_asked_for_any_more_is_kept_at_the_end_and_comes_back():
    for_translators.follow("ht", collected(**TEXTS))
    translate(FIRST, Peligro="[ht] 1")
    for_translators.follow("ht", collected())
    assert texts(FIRST) == {}
    assert [entry.msgstr for entry in read(REST) if entry.obsolete] == ["[ht] 1"]
    for_translators.follow("ht", collected(**TEXTS))
    assert texts(FIRST) == {"Peligro": "[ht] 1"}


@pytest.mark.usefixtures("folder")
def test_plurals_remarks_and_doubts_come_back_too():
    catalogue = collected(Peligro="templates/avisos/banner.html")
    catalogue[0].msgid_plural = "Peligros"
    for_translators.follow("ht", catalogue)
    there = read(FIRST)
    there[0].msgstr_plural = {0: "[ht] 1", 1: "[ht] 2"}
    there[0].tcomment = "¿De qué se trata?"
    there[0].flags.append("fuzzy")
    there.save()
    for_translators.follow("ht", collected())
    [gone] = read(REST)
    assert gone.obsolete
    for_translators.follow("ht", catalogue)
    [back] = read(FIRST)
    for entry in gone, back:
        assert entry.msgstr_plural == {0: "[ht] 1", 1: "[ht] 2"}
        assert (entry.tcomment, entry.fuzzy) == ("¿De qué se trata?", True)


@pytest.mark.usefixtures("folder")
def test_a_translation_that_would_break_a_page_is_told():
    catalogue = collected(**{"Hasta el %(dia)s": "templates/avisos/banner.html"})
    catalogue[0].flags = ["python-format"]
    for_translators.follow("ht", catalogue)
    translate(FIRST, **{"Hasta el %(dia)s": "[ht] %(jou)s"})
    [problem] = for_translators.problems_of("ht", catalogue)
    assert "dia" in problem


def test_what_translators_have_got_is_in_step_with_english():
    english = polib.pofile(settings.BASE_DIR / "locale" / "en" / "LC_MESSAGES" / "django.po")
    for code in for_translators.LANGUAGES:
        assert list(for_translators.problems_of(code, english)) == []


def test_every_pattern_finds_a_file():
    patterns = {*for_translators._FIRST, *for_translators._OF_THE_ADMINISTRATION}
    files = [path.as_posix() for path in _tracked()]
    assert {pattern for pattern in patterns if not any(fnmatch(f, pattern) for f in files)} == set()


def _tracked():
    """Yield the files that may hold texts, by the paths that catalogues have."""
    root = settings.BASE_DIR
    own = {path.parent for path in root.glob("*/apps.py")}
    for app in own | {root / "santiago", root / "templates"}:
        yield from (path.relative_to(root) for path in app.rglob("*") if path.is_file())
