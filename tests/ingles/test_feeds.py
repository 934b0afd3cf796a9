"""English feeds list English entries, or entries marked as Spanish."""

from datetime import date

import pytest
from icalendar import Calendar

from tests.base.feeds import assert_valid
from tests.documentos.making import make_documento, section
from tests.factories import (
    get_categoria,
    make_aviso,
    make_entidad,
    make_evento,
    make_noticia,
    publish,
)
from tests.reading import xml
from tests.traducir import translate

ATOM = "{http://www.w3.org/2005/Atom}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
DOCUMENTS = "transparencia/documentos/"
FEEDS = [f"{DOCUMENTS}rss/", f"{DOCUMENTS}atom/", "avisos/rss/", "avisos/atom/", "avisos/cap/"]
NEWS = [f"noticias/{kind}/" for kind in ("rss", "atom", "json")]


@pytest.fixture
def sections(in_english, alfa):
    names = {"Avisos": "Notices", "Noticias": "News", "Agenda": "What is on"}
    for page in (alfa.avisos, alfa.noticias, alfa.agenda, section(alfa)):
        translate(page, {page.title: names.get(page.title, "Transparency")})
    return alfa


def kind_of(path):
    kind = path.rstrip("/").rpartition("/")[2]
    return "atom" if kind == "cap" else kind


def entries(response):
    """Return [(title, language, category)] of an XML feed."""
    feed = xml(response)
    found = feed.findall("channel/item") or feed.findall(f"{ATOM}entry")
    return [
        (
            item.findtext("title") or item.findtext(f"{ATOM}title"),
            item.get(LANG),
            item.findtext("category") or item.find(f"{ATOM}category").get("term"),
        )
        for item in found
    ]


@pytest.mark.parametrize("path", FEEDS)
def test_a_feed_says_of_each_entry_that_it_is_spanish(sections, path):
    make_documento(sections, "Informe", tipo="rendicion")
    make_aviso(sections, "Ciclón", tipo="ciclon", nivel=4, fase="alarma", simulacro=True)
    told = {
        f"{DOCUMENTS}rss/": ("Informe", "es-CU", "Rendición de cuenta"),
        "avisos/rss/": (
            "Simulacro · Emergencia · Fase de alarma: Ciclón",
            "es-CU",
            "Ciclón",
        ),
        "avisos/cap/": ("Primero: Ciclón", "es-CU", "Alert"),
    }
    told = {**told, f"{DOCUMENTS}atom/": told[FEEDS[0]], "avisos/atom/": told["avisos/rss/"]}
    assert entries(sections.get(f"/en/{path}")) == [told[path]]
    assert [lang for _title, lang, _kind in entries(sections.get(f"/{path}"))] == [None]
    assert_valid(sections, f"/en/{path}", kind_of(path), items=1)


@pytest.mark.parametrize("path", FEEDS[:4])
def test_what_is_translated_is_told_in_english(sections, path):
    translate(make_documento(sections, "Informe", tipo="rendicion"), {"Informe": "Report"})
    aviso = make_aviso(sections, "Ciclón", tipo="ciclon", nivel=4, fase="alarma")
    translate(aviso, {"Ciclón": "Hurricane"})
    report = ("Report", None, "Account rendered")
    hurricane = ("Emergency · Alarm phase: Hurricane", None, "Cyclone")
    [told] = entries(sections.get(f"/en/{path}"))
    assert told == (report if "documentos" in path else hurricane)


def test_a_message_says_its_language_at_the_english_address_too(sections):
    make_aviso(sections, "Ciclón", tipo="ciclon", nivel=4)
    [entry] = xml(sections.get("/en/avisos/cap/")).findall(f"{ATOM}entry")
    message = sections.get(entry.find(f"{ATOM}link").get("href").removeprefix(sections.url))
    told = xml(message).find("{*}info")
    assert (told.findtext("{*}language"), told.findtext("{*}event")) == ("es-CU", "Ciclón")


@pytest.mark.parametrize("path", NEWS)
def test_news_that_nobody_translated_are_in_no_english_feed(sections, path):
    make_noticia(sections, "Feria")
    assert_valid(sections, f"/en/{path}", kind_of(path), items=0)


@pytest.mark.parametrize("path", [path for path in (*FEEDS, *NEWS) if "json" not in path])
def test_a_feed_leads_to_the_spanish_one(sections, path):
    def alternates(address):
        found = xml(sections.get(address)).iter(f"{ATOM}link")
        return [(link.get("href"), link.get("hreflang")) for link in found if link.get("hreflang")]

    assert alternates(f"/en/{path}") == [(f"{sections.url}/{path}", "es-CU")]
    assert alternates(f"/{path}") == []


def test_a_category_without_english_name_is_no_label_of_english_news(sections):
    categoria = get_categoria("cultura")
    categoria.get_translations().delete()
    noticia = make_noticia(sections, "Feria", categoria=categoria)
    translate(noticia, {"Feria": "Fair"})
    [item] = sections.get("/en/noticias/json/").json()["items"]
    assert (item["title"], item["tags"]) == ("Fair", [])


def test_a_calendar_says_that_a_place_is_named_in_spanish(sections):
    casa = make_entidad(sections, "Casa de Cultura")
    evento = make_evento(sections, "Concierto", date(2030, 1, 5))
    evento.entidad = casa
    publish(evento)
    translate(evento, {"Concierto": "Concert"})

    def place(path):
        [event] = Calendar.from_ical(sections.get(path).content).walk("VEVENT")
        return str(event["location"]), event["location"].params.get("language")

    assert place("/agenda/ics/") == ("Casa de Cultura", None)
    assert place("/en/agenda/ics/") == ("Casa de Cultura", "es-CU")
