"""The office hours and telephone labels of a portal, in the languages that it offers."""

import pytest
from django.urls import reverse
from wagtail.models import ModelLogEntry

from aislamiento.log_entries import PORTALES
from base.models import PortalSettings, TextoDelPortal
from tests.factories import make_user, publish_in_english
from tests.reading import links, soup, text


def url(home):
    return reverse("textos_del_portal", args=[home.pk])


@pytest.fixture
def datos(alfa):
    datos = PortalSettings.objects.get(slug="alfa")
    datos.horario = "Lunes a viernes\n8:00 a.m. a 5:00 p.m."
    field = PortalSettings._meta.get_field("telefonos")
    value = {"etiqueta": "Atención a la Población", "numero": "22 600000"}
    datos.telefonos = field.to_python([{"type": "telefono", "id": "uno", "value": value}])
    datos.save()
    publish_in_english(alfa)
    return PortalSettings.objects.get(slug="alfa")


@pytest.fixture
def translator(alfa):
    return alfa.signed_in(make_user("traductora", groups=["Traductores · Alfa"]))


def form_of(browser, home):
    """Return the data that the browser would send if nothing is changed."""
    form = soup(browser.get(url(home))).select_one("main form, .nice-padding form")
    data = {tag["name"]: tag.get("value", "") for tag in form.select("input[name]")}
    return data | {tag["name"]: tag.text.strip("\n") for tag in form.select("textarea[name]")}


def translate(browser, home, **texts):
    return browser.post(url(home), form_of(browser, home) | texts, follow=True)


def footer(alfa, path="/en/"):
    return soup(alfa.get(path)).find("footer")


def test_the_top_says_of_which_portal_and_into_which_language(datos, translator, alfa):
    page = soup(translator.get(url(alfa.home_en)))
    trail = page.find("nav", attrs={"aria-label": "Ruta de navegación"}).get_text()
    assert "Textos del portal" in trail
    assert "Inglés" in trail


def test_a_translator_translates_them_and_readers_have_them_at_once(
    datos, translator, alfa, committed
):
    before = " ".join(span.get_text() for span in footer(alfa).find_all(lang="es-CU"))
    assert "Atención a la Población" in before
    assert "Lunes a viernes" in before
    with committed():
        said = translate(translator, alfa.home_en, uno="Public desk", horario="Monday to Friday")
    assert "Los textos se guardaron" in text(said)
    after = footer(alfa)
    assert "Public desk" in after.get_text()
    assert "Monday to Friday" in after.get_text()
    assert not after.find("span", lang="es-CU")
    spanish = footer(alfa, "/")
    assert "Atención a la Población" in spanish.get_text()
    assert not spanish.find("span", lang="es-CU")


def test_readers_get_the_spanish_text_once_it_says_something_else(
    datos, translator, alfa, committed
):
    translate(translator, alfa.home_en, horario="Monday to Friday", uno="Public desk")
    datos.horario = "Lunes a sábado"
    with committed():
        datos.save()
    assert footer(alfa).find("span", lang="es-CU", string="Lunes a sábado")
    page = text(translator.get(url(alfa.home_en)))
    assert page.count("Cambió desde que se tradujo.") == 1
    assert "Decía: Lunes a viernes" in page
    with committed():
        translate(translator, alfa.home_en, horario="Monday to Saturday")
    assert "Monday to Saturday" in footer(alfa).get_text()
    assert "Cambió" not in text(translator.get(url(alfa.home_en)))


def test_the_same_words_sent_by_a_form_have_not_changed(datos, translator, alfa, committed):
    translate(translator, alfa.home_en, horario="Monday to Friday")
    datos.horario = datos.horario.replace("\n", "\r\n")
    with committed():
        datos.save()
    assert "Monday to Friday" in footer(alfa).get_text()
    assert "Cambió" not in text(translator.get(url(alfa.home_en)))


def test_what_changed_while_somebody_wrote_is_not_taken_for_translated(datos, translator, alfa):
    sent = form_of(translator, alfa.home_en) | {"horario": "Monday to Friday"}
    PortalSettings.objects.filter(pk=datos.pk).update(horario="Domingos")
    answer = translator.post(url(alfa.home_en), sent)
    assert answer.status_code == 200
    assert "cambió mientras usted escribía" in text(answer)
    assert not TextoDelPortal.objects.exists()


def test_an_emptied_field_takes_the_translation_away(datos, translator, alfa, committed):
    translate(translator, alfa.home_en, uno="Public desk")
    with committed():
        translate(translator, alfa.home_en, uno="")
    assert footer(alfa).find("span", lang="es-CU", string="Atención a la Población")
    assert not TextoDelPortal.objects.exists()


def test_a_text_too_long_for_a_footer_is_refused(datos, translator, alfa):
    assert translate(translator, alfa.home_en, uno="x" * 601).status_code == 200
    assert not TextoDelPortal.objects.exists()


@pytest.mark.parametrize("group", ["Editores · Alfa", "Traductores · Alfa", "Moderadores"])
def test_who_writes_the_language_translates_them(group, datos, alfa):
    browser = alfa.signed_in(make_user("persona", groups=[group]))
    translate(browser, alfa.home_en, uno="Public desk")
    assert TextoDelPortal.objects.get().traduccion == "Public desk"


@pytest.mark.parametrize("group", ["Editores · Beta", "Traductores · Beta"])
def test_nobody_of_another_portal_sees_or_writes_them(group, datos, translator, alfa, beta):
    translate(translator, alfa.home_en, uno="Public desk")
    sent = form_of(translator, alfa.home_en) | {"uno": "Nonsense"}
    browser = beta.signed_in(make_user("ajena", groups=[group]))
    for response in (browser.get(url(alfa.home_en)), browser.post(url(alfa.home_en), sent)):
        assert response.status_code == 404
        assert "Atención a la Población" not in response.content.decode()
    assert TextoDelPortal.objects.get().traduccion == "Public desk"


def test_who_may_not_write_the_language_is_refused(datos, alfa):
    browser = alfa.signed_in(make_user("coordina", groups=["Coordinador · Alfa"]))
    assert browser.get(url(alfa.home_en)).status_code in {302, 404}


def test_only_a_home_in_a_language_that_is_offered_has_such_a_page(datos, alfa, as_administrator):
    for page in (alfa.home, alfa.container, alfa.noticias, alfa.home_ht):
        assert as_administrator.get(url(page)).status_code == 404


def test_it_is_reached_from_the_settings_and_from_the_front_page(datos, translator, alfa):
    there = url(alfa.home_en)
    editor = alfa.signed_in(make_user("edita", groups=["Editores · Alfa"]))
    settings = reverse("wagtailsettings:edit", args=["base", "portalsettings", alfa.site.pk])
    assert there in links(editor.get(settings)).values()
    assert there in links(translator.get(reverse("wagtailadmin_home"))).values()


def test_the_log_tells_whose_text_was_translated(datos, translator, alfa):
    translate(translator, alfa.home_en, uno="Public desk")
    entry = ModelLogEntry.objects.get(content_type__model="textodelportal")
    assert (entry.user.username, entry.data[PORTALES]) == ("traductora", {"alfa": True})
