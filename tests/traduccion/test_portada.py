"""The front page in another language: it exists untranslated from the beginning."""

import re

import pytest
from django.urls import reverse
from wagtail.models import Locale

from home.creacion import create_portales
from home.models import HomePage
from tests.factories import add_page, make_user, publish, publish_in_english
from tests.moderacion.writing import edit_url
from tests.por_traducir.reading import INFORME, estados, paso
from tests.reading import filled_form, links, soup, text
from tests.traducir import english

from .taller import Taller, approve, english_page, in_english, read

FIELDS = ("accesos", "bloques", "cuerpo")
NO_LANGUAGE = "No queda idioma al que traducirlo"


def submit_url(page):
    return reverse("wagtail_localize:submit_page_translation", args=[page.pk])


@pytest.fixture
def portada(alfa, filled):
    """The Spanish front page with every block, changed long after its portal was made."""
    home = HomePage.objects.get(pk=alfa.home.pk)
    home.title, home.lema = "Portal en español", "Lema en español"
    home.resumen, home.pregunta = "Resumen en español", "¿Qué busca en español?"
    for name in FIELDS:
        setattr(home, name, filled(HomePage._meta.get_field(name)))
    publish(home)
    return home


@pytest.fixture
def publicada(portada, taller, let_through):
    """The published translation of the front page."""
    target = taller.submit(portada)
    taller.translate(target, in_english)
    return let_through(target)


def offers(response, url):
    return any(a["href"] == url for a in soup(response).find_all("a", href=True))


def state_of(page, browser):
    return estados(browser.get(INFORME))[page.title]


def test_the_front_page_is_translated_as_it_is_when_somebody_begins(
    alfa, portada, taller, as_translator, as_moderator, committed
):
    assert state_of(portada, as_translator) == "Sin traducir"
    words, address = paso(as_translator.get(INFORME), portada.title)
    assert (words, address) == ("Traducir", submit_url(portada))
    form = soup(as_translator.get(address))
    assert [box["value"] for box in form.select("[name=locales]")] == [str(english().pk)]
    target = taller.submit(portada)
    assert target.pk == alfa.home_en.pk
    assert not target.live
    assert state_of(portada, as_translator) == "En curso"

    sources = " ".join(part["source"] for part in taller.texts(target))
    assert sources.count("español") >= 40
    taller.translate(target, in_english)
    assert taller.untranslated(target) == []
    assert paso(as_translator.get(INFORME), portada.title)[0] == "Enviar a moderación"
    assert "se envió a moderación" in text(taller.send(target))
    with committed():
        approve(as_moderator, target)

    spanish, page = read(alfa, portada), text(alfa.get("/en/"))
    said = re.findall(r"español(\d+)", spanish)
    assert len(said) >= 30
    assert re.findall(r"english(\d+)", page) == said
    for words in ("Portal", "Lema", "¿Qué busca"):
        assert f"{words} en english" in page
    assert "español" not in page
    assert state_of(portada, as_translator) == "Traducida"
    create_portales(lambda line: None)
    assert text(alfa.get("/en/")) == page


def test_its_links_lead_to_what_is_translated(alfa, portada, publicada, taller, let_through):
    def led_to():
        found = soup(alfa.get("/en/")).select("main a[href]")
        return {a["href"] for a in found if "english" in a.get_text()}

    assert "/noticias/" in led_to()
    section = taller.submit(alfa.noticias)
    taller.translate(section, lambda source: "news" if source == "noticias" else "News")
    let_through(section)
    assert "/en/news/" in led_to()
    assert "/noticias/" not in led_to()


def test_a_block_from_before_one_of_its_fields_was_thought_of_is_translated(alfa, taller):
    home = HomePage.objects.get(pk=alfa.home.pk)
    before = [{"type": "acceso", "value": {"pagina": alfa.noticias.pk, "texto": "Lo nuevo"}}]
    home.accesos = HomePage._meta.get_field("accesos").to_python(before)
    publish(home)
    assert "Lo nuevo" in taller.untranslated(taller.submit(home))


def test_it_is_older_once_the_spanish_one_changes_until_it_is_brought_up_to_date(
    alfa, portada, publicada, taller, as_translator, let_through, committed
):
    portada.lema = "Lema cambiado en español"
    with committed():
        publish(portada)
    assert "older than the Spanish" in text(alfa.get("/en/"))
    assert state_of(portada, as_translator) == "Anterior al original"
    words, address = paso(as_translator.get(INFORME), portada.title)
    assert words == "Actualizar"
    as_translator.post(address)
    assert taller.untranslated(publicada) == ["Lema cambiado en español"]
    taller.say(publicada, "Lema cambiado en español", "Changed motto")
    assert "Changed motto" not in text(alfa.get("/en/"))
    let_through(publicada)
    page = text(alfa.get("/en/"))
    assert "Changed motto" in page
    assert "older than the Spanish" not in page
    assert state_of(portada, as_translator) == "Traducida"


def test_a_translator_finds_it_from_the_first_page_of_the_admin(alfa, as_translator):
    tasks = links(as_translator.get(reverse("wagtailadmin_home")), within=".tareas")
    begin = next(url for words, url in tasks.items() if words.startswith("Traducir una página"))
    for listing in (begin, reverse("wagtailadmin_explore", args=[alfa.container.pk])):
        assert offers(as_translator.get(listing), submit_url(alfa.home))


def test_who_opens_its_form_is_told_that_it_may_be_translated(alfa, as_editor, as_translator):
    form = as_translator.get(edit_url(alfa.home_en))
    address = links(form)["Traducir esta página"]
    assert address.startswith(submit_url(alfa.home))
    chosen = soup(as_translator.get(address)).select("[name=locales][checked]")
    assert [box["value"] for box in chosen] == [str(english().pk)]
    assert "Traducir esta página" not in links(as_editor.get(edit_url(alfa.home_en)))
    assert "Nadie ha empezado" not in text(as_editor.get(edit_url(alfa.home_en)))
    Taller(as_translator).submit(alfa.home)
    assert "Nadie ha empezado" not in text(as_translator.get(edit_url(alfa.home_en)))


def test_what_is_below_is_not_translated_with_it(alfa, as_translator):
    """Pages below may be translated already, or may be separate pages."""
    section = Taller(as_translator).submit(alfa.noticias)
    form = soup(as_translator.get(submit_url(alfa.home)))
    assert form.select_one("[name=include_subtree]")["type"] == "hidden"
    sent = {"locales": [english().pk], "include_subtree": "on"}
    assert as_translator.post(submit_url(alfa.home), sent).status_code == 302
    assert [page.pk for page in english_page(alfa.home).get_children()] == [section.pk]


@pytest.mark.parametrize("is_published", [True, False])
def test_a_front_page_that_people_wrote_stays_theirs(is_published, alfa, as_translator, as_editor):
    if is_published:
        publish_in_english(alfa, title="Written by hand")
    else:
        form = as_editor.get(edit_url(alfa.home_en))
        sent = filled_form(form, streams=FIELDS, title="Written by hand")
        as_editor.post(edit_url(alfa.home_en), sent)
    for response in (
        as_translator.get(submit_url(alfa.home), follow=True),
        as_translator.post(submit_url(alfa.home), {"locales": [english().pk]}, follow=True),
    ):
        assert NO_LANGUAGE in text(response)
    explorer = as_translator.get(reverse("wagtailadmin_explore", args=[alfa.home.pk]))
    assert not offers(explorer, submit_url(alfa.home))
    form = as_translator.get(edit_url(alfa.home_en))
    assert "Nadie ha empezado" not in text(form)
    assert soup(form).select_one("[name=title]")["value"] == "Written by hand"
    create_portales(lambda line: None)
    expected = "Traducida" if is_published else "En curso"
    assert state_of(alfa.home, as_translator) == expected


def test_it_is_begun_in_one_language_without_the_other(alfa, as_translator, settings, tmp_path):
    settings.TEXTOS_PRIMERO = str(tmp_path)
    type(alfa.site.portalsettings).objects.filter(slug="alfa").update(idiomas=["en", "ht"])
    Taller(as_translator).submit(alfa.home)
    creole = Locale.objects.get(language_code="ht")
    form = soup(as_translator.get(submit_url(alfa.home)))
    assert [box["value"] for box in form.select("[name=locales]")] == [str(creole.pk)]
    as_translator.post(submit_url(alfa.home), {"locales": [creole.pk]})
    assert Taller(as_translator).texts(alfa.home_ht)
    assert NO_LANGUAGE in text(as_translator.get(submit_url(alfa.home), follow=True))


def test_nobody_of_another_portal_begins_it(alfa, beta, as_editor):
    other = beta.signed_in(make_user("otra", groups=["Traductores · Beta"]))
    for ask in (other.get, other.post):
        assert ask(submit_url(alfa.home), {"locales": [english().pk]}).status_code == 404
    as_editor.post(submit_url(alfa.home), {"locales": [english().pk]})
    assert english_page(alfa.home).latest_revision is None


def test_who_does_not_write_the_language_does_not_begin_it(alfa):
    user = make_user("sin-ingles", groups=["Traductores · Alfa"])
    user.groups.get().page_permissions.filter(page=alfa.home_en).delete()
    browser = alfa.signed_in(user)
    sent = {"locales": [english().pk]}
    assert browser.post(submit_url(alfa.home), sent).status_code == 404
    assert paso(browser.get(INFORME), alfa.home.title) is None


def test_pages_below_are_translated_before_it_as_after(alfa, as_translator):
    page = add_page(type(alfa.noticias), alfa.home, title="Otra sección")
    assert Taller(as_translator).submit(page).is_child_of(alfa.home_en)
