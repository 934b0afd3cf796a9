"""Errors in a text are shown at that text, and the page is not submitted with them."""

import re

import pytest
from wagtail.models import Locale
from wagtail_localize.locales.views import get_locale_usage
from wagtail_localize.models import StringTranslation

from santiago.replacing import originals
from tests.factories import make_page, publish_in_english
from tests.moderacion.writing import edit_url
from tests.reading import soup, text

from .taller import in_english

LINKS = '<p>Vea <a href="https://ejemplo.cu">el mapa</a> y más.</p>'
BODY = [("encabezado", {"texto": "Dónde", "nivel": "2"}), ("texto", LINKS)]


@pytest.mark.parametrize(
    ("source", "value", "said"),
    [
        ("Contactos", "x" * 256, "255"),
        ("Resumen de Contactos", "x" * 301, "300"),
        ("Dónde", "x" * 161, "160"),
        ("contactos", "Contact us", "letras minúsculas"),
        ("contactos", "noticias", "Otra página"),
        ("contactos", "buscar", "para otra cosa"),
        ("Dónde", "   ", "vacío"),
        ("Dónde", "<script>alert(1)</script>", "script"),
        ("Dónde", '<b onclick="x()">Where</b>', "atributos"),
        ("Vea [el mapa] y más.", "See the map and more.", "Falta un enlace"),
        ("Vea [el mapa] y más.", "See [the map](2).", "Falta un enlace"),
        ("Vea [el mapa] y más.", 'See <a id="a2">it</a>.', "a2"),
        ("Vea [el mapa] y más.", 'See <a id="a1"></a>.', "sin palabras"),
    ],
)
def test_a_text_that_does_not_fit_is_kept_and_says_why(source, value, said, alfa, taller, target):
    make_page(alfa, "News", parent=alfa.home_en, slug="noticias")
    answer = taller.say(target, source, value)
    assert answer.status_code == 201
    assert said in answer.json()["error"]
    assert answer.json()["data"] == value
    [kept] = taller.props(target)["initialStringTranslations"]
    assert said in kept["error"]


SIGNS = (
    '<p>Es <b>gratis</b> &amp; <i>rápido</i>: <a href="https://uno.cu">uno</a> y '
    '<a href="https://dos.cu">dos</a>.</p>'
)


@pytest.fixture
def con_signos(alfa, taller):
    return taller.submit(make_page(alfa, "Con signos", cuerpo=[("texto", SIGNS)]))


def test_a_translator_sees_and_types_signs_and_readers_get_the_tags(
    alfa, con_signos, taller, let_through
):
    source = "Es *gratis* & _rápido_: [uno](1) y [dos](2)."
    assert source in taller.untranslated(con_signos)
    typed = "[Two](2) and [one](1): it is *free* & _fast_, 5 < 6."
    answer = taller.say(con_signos, source, typed)
    assert (answer.json()["data"], answer.json()["error"]) == (typed, None)
    assert typed in {each["data"] for each in taller.props(con_signos)["initialStringTranslations"]}
    publish_in_english(alfa)
    for rest in taller.untranslated(con_signos):
        taller.say(con_signos, rest, f"x{rest}" if rest.islower() else f"English {rest}")
    let_through(con_signos)
    words = soup(alfa.get(con_signos.get_url_parts()[2])).main
    addresses = {a.get_text(): a["href"] for a in words.select("a")}
    assert (addresses["Two"], addresses["one"]) == ("https://dos.cu", "https://uno.cu")
    assert words.find("b", string="free")
    assert words.find("i", string="fast")
    assert "5 < 6" in words.get_text()


def test_what_the_signs_mean_is_said_where_there_are_any(con_signos, target, taller, alfa):
    plain = taller.submit(make_page(alfa, "Sin signos"))
    assert "así* va en negrita" in text(taller.browser.get(edit_url(con_signos)))
    assert "así* va en negrita" not in text(taller.browser.get(edit_url(plain)))


@pytest.mark.parametrize(
    "source", ["Son 5 * 3 y <b>más</b>.", "Vea [aquí] <b>hoy</b>.", "Está en a_b_c y <b>más</b>"]
)
def test_a_text_that_says_such_a_sign_keeps_its_tags_or_its_sign(alfa, taller, source):
    target = taller.submit(make_page(alfa, "Raro", cuerpo=[("texto", f"<p>{source}</p>")]))
    [shown] = [each for each in taller.untranslated(target) if "hoy" in each or "más" in each]
    answer = taller.say(target, shown, shown)
    assert answer.json()["error"] is None
    assert StringTranslation.objects.get().data == source


def test_a_page_with_such_a_text_is_not_sent(taller, target):
    taller.translate(target, lambda source: source)
    taller.say(target, "Dónde", "x" * 161)
    said = text(taller.send(target))
    assert "Corrija antes: «Contenido: Encabezado, Texto»" in said
    target.refresh_from_db()
    assert target.current_workflow_state is None
    taller.say(target, "Dónde", "Where")
    assert "se envió a moderación" in text(taller.send(target))


def test_the_day_of_a_translation_is_read_in_any_language(taller, target):
    comment = taller.say(target, "Dónde", "Where").json()["comment"]
    assert re.fullmatch(r"Traducido manualmente el \d\d/\d\d/\d{4}", comment)


def test_the_day_on_which_it_was_published_is_read_in_any_language(taller, target, let_through):
    taller.translate(target, in_english)
    let_through(target)
    said = taller.props(target)["object"]["lastPublishedDate"]
    assert re.fullmatch(r"\d\d/\d\d/\d{4}", said)


def test_what_no_database_keeps_is_left_out_of_a_text(taller, target):
    answer = taller.say(target, "Dónde", "Where\x00\x0b")
    assert answer.json()["data"] == "Where"
    assert answer.json()["error"] is None


def test_a_text_without_words_is_refused_and_not_kept(taller, target):
    answer = taller.browser.put(
        taller.place(target, "Dónde"), "", content_type="application/x-www-form-urlencoded"
    )
    assert answer.status_code == 400
    assert not StringTranslation.objects.exists()


def test_a_long_title_does_not_reach_the_lists_of_pages(taller, target):
    taller.say(target, "Contactos", "Contacts")
    taller.say(target, "Contactos", "x" * 256)
    target.refresh_from_db()
    assert target.draft_title == "Contacts"


def test_a_text_that_a_field_says_twice_is_translated_in_both_places(alfa, taller):
    twice = make_page(alfa, "Dos veces", cuerpo=[("texto", "<p>Cerrado</p><p>Cerrado</p>")])
    target = taller.submit(twice)
    places = [part["editUrl"] for part in taller.texts(target) if part["source"] == "Cerrado"]
    assert len(places) == 2
    taller.put(places[1], "Closed")
    assert "Cerrado" not in taller.untranslated(target)


VIDEO = {"titulo": "Video", "url": "https://ejemplo.cu/video", "descripcion": ""}


@pytest.mark.parametrize("value", ["javascript:alert(1)", "data:text/html,x"])
def test_the_address_of_a_link_is_no_script_in_another_language(value, alfa, taller):
    page = make_page(alfa, "Enlaces", cuerpo=[("texto", LINKS), ("video", VIDEO)])
    target = taller.submit(page)
    places = [
        part["editUrl"]
        for part in taller.props(target)["segments"]
        if part["type"] == "synchronised_value"
    ]
    assert len(places) == 2
    for place in places:
        assert taller.put(place, value).status_code == 404
        assert taller.browser.put(place).status_code == 404
        assert taller.put(place, "https://ejemplo.cu/en").status_code == 201


def test_what_is_written_in_a_language_is_counted_with_one_query(alfa, django_assert_num_queries):
    publish_in_english(alfa)
    count_one_by_one = originals["wagtail_localize.locales.views:get_locale_usage"]
    for locale in Locale.objects.all():
        expected = count_one_by_one(locale)
        with django_assert_num_queries(1):
            assert get_locale_usage(locale) == expected
