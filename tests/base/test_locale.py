"""Every text of the screens exists in English, and the compiled catalogue is up to date."""

import re
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import polib
import pytest
from django.conf import settings
from django.utils import translation
from django.utils.formats import date_format, localize
from django.utils.translation import get_language_info, gettext, ngettext

LOCALE = settings.BASE_DIR / "locale" / "en" / "LC_MESSAGES"
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")


@pytest.fixture(scope="module")
def catalogue():
    path = LOCALE / "django.po"
    assert path.exists(), "locale/en has no catalogue: run «make messages»"
    return polib.pofile(path)


def entries(catalogue):
    return [entry for entry in catalogue if not entry.obsolete]


def test_every_text_is_translated(catalogue):
    missing = [entry.msgid for entry in entries(catalogue) if not entry.translated()]
    assert missing == []
    assert len(entries(catalogue)) > 100


def test_no_translation_is_a_guess(catalogue):
    assert [entry.msgid for entry in entries(catalogue) if entry.fuzzy] == []


def placeholders(entries):
    """Yield (text, its placeholders, those of its translation), plural against plural."""
    for entry in entries:
        forms = [entry.msgstr_plural[index] for index in sorted(entry.msgstr_plural)]
        for index, text in enumerate(forms or [entry.msgstr]):
            source = entry.msgid_plural if index else entry.msgid
            yield source, sorted(PLACEHOLDER.findall(source)), sorted(PLACEHOLDER.findall(text))


def test_placeholders_survive_the_translation(catalogue):
    for source, wanted, found in placeholders(entries(catalogue)):
        assert found == wanted, source


def test_corrections_to_wagtail_ask_for_nothing_that_it_does_not_give():
    corrections = polib.pofile(settings.BASE_DIR / "locale" / "es" / "LC_MESSAGES" / "django.po")
    for source, given, found in placeholders(corrections):
        assert set(found) <= set(given), source


def test_the_compiled_catalogue_is_in_step(catalogue):
    compiled = {
        (entry.msgctxt, entry.msgid): (entry.msgstr, entry.msgstr_plural)
        for entry in polib.mofile(LOCALE / "django.mo")
    }
    assert compiled == {
        (entry.msgctxt, entry.msgid): (entry.msgstr, entry.msgstr_plural)
        for entry in entries(catalogue)
    }


def test_texts_of_the_templates_are_in_the_catalogue(catalogue):
    """A text that makemessages did not collect would stay Spanish on an English page."""
    known = {entry.msgid for entry in catalogue}
    pattern = re.compile(r"{%\s*translate\s+\"([^\"]+)\"|_\(\"([^\"]+)\"\)")
    for path in Path(settings.BASE_DIR, "templates").rglob("*.html"):
        for match in pattern.finditer(path.read_text(encoding="utf-8")):
            text = match.group(1) or match.group(2)
            assert text in known, f"{path.name}: {text}"


def test_english_is_what_an_english_reader_gets():
    with translation.override("en"):
        assert gettext("Saltar al contenido") != "Saltar al contenido"
    with translation.override("es"):
        assert gettext("Saltar al contenido") == "Saltar al contenido"


def test_times_follow_the_house_style():
    moment = datetime(2026, 11, 24, 20, 5, tzinfo=ZoneInfo(settings.TIME_ZONE))
    with translation.override("es"):
        assert date_format(moment, "TIME_FORMAT") == "8:05 p.m."
        assert date_format(moment, "DATE_FORMAT") == "24 de noviembre de 2026"
        assert date_format(moment, "DATETIME_FORMAT") == "24 de noviembre de 2026, 8:05 p.m."


def test_days_and_months_have_their_names_in_creole():
    """Django has no Creole locale, so the project supplies the names."""
    moment = datetime(2026, 11, 24, 20, 5, tzinfo=ZoneInfo(settings.TIME_ZONE))
    with translation.override("ht"):
        year = " ".join(date_format(moment.replace(month=month), "F") for month in range(1, 13))
        assert year == "janvye fevriye mas avril me jen jiyè out septanm oktòb novanm desanm"
        week = [date_format(moment.replace(day=day), "l") for day in range(22, 29)]
        assert week == ["dimanch", "lendi", "madi", "mèkredi", "jedi", "vandredi", "samdi"]
        assert date_format(moment, "M D E N") == "Nov mad novanm nov"
        assert date_format(moment, "DATETIME_FORMAT") == "24 novanm 2026, 8:05 p.m."
        assert date_format(moment, "SHORT_DATETIME_FORMAT") == "24/11/2026 8:05 p.m."
        assert date_format(moment, "MONTH_DAY_FORMAT") == "24 novanm"
        assert localize(1234.5) == "1234,5"


def test_a_moment_is_told_with_its_half_of_the_day_wherever_it_is_short():
    moment = datetime(2026, 11, 24, 20, 5, tzinfo=ZoneInfo(settings.TIME_ZONE))
    with translation.override("es"):
        assert date_format(moment, "SHORT_DATETIME_FORMAT") == "24/11/2026 8:05 p.m."


def test_a_language_that_django_does_not_know_has_its_names():
    assert get_language_info("ht")["name_local"] == "Kreyòl ayisyen"
    with translation.override("es"):
        assert str(dict(settings.LANGUAGES)["ht"]) == "Criollo haitiano"


def test_what_is_not_translated_into_creole_is_spanish():
    with translation.override("ht"):
        assert gettext("Saltar al contenido") == "Saltar al contenido"
        assert ngettext("Hay otro aviso vigente", "Hay otros %(otros)s avisos vigentes", 2) == (
            "Hay otros %(otros)s avisos vigentes"
        )
