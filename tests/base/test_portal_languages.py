"""A portal switches its languages on and off; pages of a language that is off stay stored."""

from datetime import date

import pytest
from django.urls import reverse
from wagtail.models import Locale, Page
from wagtail.test.utils.form_data import (
    nested_form_data,
    streamfield,
)

from base.models import PortalSettings
from home.models import HomePage, StandardPage
from noticias.models import NoticiaPage, NoticiasIndexPage
from servidor.caches.generations import empty
from tests.creole import translate_texts
from tests.factories import (
    add_page,
    get_categoria,
    make_page,
    make_user,
    publish,
    publish_in_english,
)
from tests.reading import form_data, meta, rel, soup, text, xml
from tests.search.asking import found

CONFIRM = {"confirmo": "on"}


def settings_url(portal):
    return reverse("wagtailsettings:edit", args=["base", "portalsettings", portal.site.pk])


def switch(browser, portal, *languages, **more):
    """Tick only ``languages`` in the form of the portal's data, as its editors do."""
    data = form_data(browser.get(settings_url(portal)), "#w-editor-form")
    data |= nested_form_data({"telefonos": streamfield([]), "redes": streamfield([])})
    return browser.post(settings_url(portal), data | {"idiomas": languages} | more)


def errors(response):
    return [tag.get_text(" ", strip=True) for tag in soup(response).select(".error-message")]


def ticked(browser, portal):
    boxes = soup(browser.get(settings_url(portal))).find_all("input", attrs={"name": "idiomas"})
    return {box["value"]: box.has_attr("checked") for box in boxes}


def sitemap(portal):
    """Return the addresses in the site map for robots."""
    return [tag.text for tag in xml(portal.get("/sitemap.xml")).iterfind(".//{*}loc")]


@pytest.fixture(scope="module")
def _english(once):
    once(_make_english)


def _make_english(portales):
    alfa = portales.alfa
    home = publish_in_english(alfa, title="Citizen's portal of Alfa")
    page = make_page(alfa, "Contactos")
    copy = page.copy_for_translation(home.locale)
    copy.title, copy.slug = "Contacts", "contacts"
    publish(copy)


@pytest.fixture
def english(_english, portales):
    """Alfa in English: its front page and one more page, which is returned."""
    return StandardPage.objects.get(title="Contacts")


@pytest.fixture
def off(english, alfa, as_editor, committed):
    with committed():
        response = switch(as_editor, alfa, **CONFIRM)
    assert response.status_code == 302, text(response)


def test_english_is_on_where_nobody_said_otherwise_and_creole_is_not(as_editor, alfa):
    assert ticked(as_editor, alfa) == {"en": True, "ht": False}


@pytest.mark.usefixtures("off")
def test_a_language_that_is_off_is_not_offered(alfa):
    for path in ("/", "/contactos/"):
        response = alfa.get(path)
        assert soup(response).find("nav", attrs={"aria-label": "Idioma"}) is None
        assert rel(response, "alternate", hreflang=True) == []
    assert not [url for url in sitemap(alfa) if "/en/" in url]


@pytest.mark.usefixtures("off")
@pytest.mark.parametrize(
    ("asked", "led_to"),
    [
        ("/en/", "/?desde=en"),
        ("/en/contacts/", "/contactos/?desde=en"),
        ("/en/contactos/", "/contactos/?desde=en"),
        ("/en/noticias/", "/noticias/?desde=en"),
        ("/en/buscar/?q=agua", "/buscar/?q=agua&desde=en"),
        ("/en/mapa/", "/mapa/?desde=en"),
        ("/ht/", "/?desde=ht"),
        ("/ht/portales/", "/portales/?desde=ht"),
    ],
)
def test_its_addresses_lead_to_the_spanish_ones(alfa, asked, led_to):
    response = alfa.get(asked)
    assert response.status_code == 302
    assert response["Location"] == led_to
    page = soup(alfa.get(led_to))
    assert page.html["lang"] == "es-CU"
    # The notice does not exist in Creole yet.
    note = page.main.find(lang=led_to[-2:])
    assert ("only in Spanish" in note.get_text()) if led_to.endswith("en") else note is None


@pytest.mark.usefixtures("off")
@pytest.mark.parametrize(
    ("sent_to", "led_to"),
    [
        ("/en/contacts/", "/contactos/?desde=en"),
        ("/en/opinion/1/", "/opinion/1/?desde=en"),
        ("/en/buscar/", "/buscar/?desde=en"),
    ],
)
def test_what_is_sent_to_them_is_led_there_too(alfa, sent_to, led_to):
    response = alfa.browser().post(sent_to, {"asunto": "Agua"})
    assert response.status_code == 302
    assert response["Location"] == led_to


@pytest.mark.usefixtures("off")
def test_what_is_nowhere_is_not_found_and_says_so_in_spanish(alfa):
    response = alfa.get("/en/nada/")
    assert response.status_code == 404
    assert soup(response).html["lang"] == "es-CU"
    assert "No encontramos esa página" in text(response)


def test_a_page_that_is_there_in_that_language_only_is_not_found(alfa, english, off):
    add_page(type(english), HomePage.objects.get(pk=alfa.home_en.pk), title="Only English")
    assert alfa.get("/en/only-english/").status_code == 404


@pytest.mark.on_both_databases
def test_it_is_not_searched_either(alfa, provincia, english, as_editor, committed):
    def everywhere():
        return found(provincia, "contacts", "en", todas=True)

    publish_in_english(provincia)
    assert everywhere() == ["Contacts"]
    with committed():
        switch(as_editor, alfa, **CONFIRM)
    assert everywhere() == []
    publish(english)
    assert everywhere() == []
    with committed():
        switch(as_editor, alfa, "en")
    assert everywhere() == ["Contacts"]


def test_its_pages_stay_and_are_shown_when_it_is_on_again(alfa, off, as_editor, committed):
    assert Page.objects.filter(title="Contacts", live=True).exists()
    with committed():
        assert switch(as_editor, alfa, "en").status_code == 302
    assert soup(alfa.get("/en/contacts/")).h1.get_text() == "Contacts"
    assert f"{alfa.url}/en/contacts/" in sitemap(alfa)


def test_one_portal_switches_for_itself(alfa, beta, off, as_editor):
    publish_in_english(beta, title="Citizen's portal of Beta")
    assert beta.get("/en/").status_code == 200
    assert as_editor.get(settings_url(beta)).status_code in (302, 404)


def test_who_switches_a_language_off_reads_first_what_disappears(alfa, english, as_editor):
    assert "2 páginas publicadas" in text(as_editor.get(settings_url(alfa)))
    response = switch(as_editor, alfa, correo="alfa@ejemplo.cu")
    [error] = errors(response)
    assert error.startswith("Inglés: dejarían de verse 2 páginas publicadas.")
    assert "Sí, dejar de mostrar esas páginas" in text(response)
    datos = PortalSettings.objects.get(slug="alfa")
    assert (datos.idiomas, datos.correo) == (["en"], "")
    assert "alfa@ejemplo.cu" in response.content.decode()  # the typed value is kept
    assert switch(as_editor, alfa, **CONFIRM).status_code == 302
    assert PortalSettings.objects.get(slug="alfa").idiomas == []


def test_a_language_without_pages_is_switched_off_without_a_question(alfa, as_editor):
    assert "Sí, dejar de mostrar" not in text(as_editor.get(settings_url(alfa)))
    assert switch(as_editor, alfa).status_code == 302


def test_a_language_that_does_not_exist_is_refused(alfa, as_editor):
    response = switch(as_editor, alfa, "en", "fr")
    assert response.status_code == 200
    assert len(errors(response)) == 1
    assert PortalSettings.objects.get(slug="alfa").idiomas == ["en"]


# --- People who translate --------------------------------------------------------------------


@pytest.fixture
def translator(alfa):
    return alfa.signed_in(make_user("traductora", groups=["Traductores · Alfa"]))


def submit_url(page):
    return reverse("wagtail_localize:submit_page_translation", args=[page.pk])


def offered(response):
    return {box["value"] for box in soup(response).find_all("input", attrs={"name": "locales"})}


def test_translators_are_offered_what_the_portal_offers(translator, alfa, english):
    page = make_page(alfa, "Historia")
    english_locale = Locale.objects.get(language_code="en")
    assert offered(translator.get(submit_url(page))) == {str(english_locale.pk)}
    creole = Locale.objects.get(language_code="ht")
    response = translator.post(submit_url(page), {"locales": [creole.pk]})
    assert response.status_code == 200
    assert Page.objects.filter(translation_key=page.translation_key).count() == 1


def test_without_a_language_left_translating_is_not_offered_and_says_why(translator, alfa, off):
    page = make_page(alfa, "Historia")
    listing = translator.get(reverse("wagtailadmin_explore", args=[alfa.home.pk]))
    assert submit_url(page) not in listing.content.decode()
    for response in (
        translator.get(submit_url(page), follow=True),
        translator.post(submit_url(page), {"locales": ["1"]}, follow=True),
    ):
        assert "No queda idioma al que traducirlo" in text(response)


def test_what_is_translated_into_all_of_them_is_not_offered_again(translator, alfa, english):
    contactos = Page.objects.get(title="Contactos")
    listing = translator.get(reverse("wagtailadmin_explore", args=[alfa.home.pk]))
    assert submit_url(contactos) not in listing.content.decode()


def test_what_all_portals_share_is_translated_into_what_some_portal_offers(provincia, beta):
    url = reverse(
        "wagtail_localize:submit_snippet_translation",
        args=["noticias", "categorianoticia", get_categoria("cultura").pk],
    )
    get_categoria("cultura").get_translations().delete()
    groups = ["Administradores", "Traductores · Provincia"]
    browser = provincia.signed_in(make_user("quien-lleva-listas", groups=groups))
    english = Locale.objects.get(language_code="en")
    for portal in PortalSettings.objects.exclude(slug="beta"):
        portal.idiomas = []
        portal.save()
    assert offered(browser.get(url)) == {str(english.pk)}
    assert "No queda idioma" not in text(browser.get(url))
    PortalSettings.objects.update(idiomas=[])
    empty()
    assert "No queda idioma al que traducirlo" in text(browser.get(url, follow=True))


# --- Creole -----------------------------------------------------------------------------


def test_creole_is_refused_while_its_texts_are_not_translated(alfa, as_editor):
    response = switch(as_editor, alfa, "en", "ht")
    [error] = errors(response)
    assert error.startswith("Criollo haitiano: Faltan ")
    assert error.endswith(" por traducir.")
    assert PortalSettings.objects.get(slug="alfa").idiomas == ["en"]


@pytest.fixture
def creole(alfa, as_editor, settings, tmp_path, committed):
    """Alfa with Creole on and its front page published."""
    translate_texts(settings, tmp_path / "primero")
    with committed():
        response = switch(as_editor, alfa, "en", "ht")
    assert response.status_code == 302, text(response)
    home = HomePage.objects.get(pk=alfa.home_ht.pk)
    home.title, home.live = "[ht] Alfa", True
    with committed():
        publish(home)
    return home


@pytest.mark.usefixtures("creole")
def test_creole_is_offered_once_its_texts_are_there(alfa):
    page = soup(alfa.get("/"))
    [link] = page.find("nav", attrs={"aria-label": "Idioma"}).find_all("a")
    assert link.get_text() == "Kreyòl ayisyen"
    assert (link["href"], link["hreflang"], link["lang"]) == ("/ht/", "ht", "ht")
    assert f"{alfa.url}/ht/" in sitemap(alfa)


@pytest.mark.usefixtures("creole")
def test_of_several_languages_those_that_are_on_are_linked(alfa, english, as_editor, committed):
    def offered_on(path):
        nav = soup(alfa.get(path)).find("nav", attrs={"aria-label": "Idioma"})
        return nav and [link["hreflang"] for link in nav.find_all("a")]

    assert (offered_on("/"), offered_on("/contactos/")) == (["en", "ht"], ["en"])
    with committed():
        switch(as_editor, alfa, "ht", **CONFIRM)
    assert (offered_on("/"), offered_on("/contactos/")) == (["ht"], None)


def test_a_page_in_creole_is_so_from_head_to_foot(alfa, creole):
    section = add_page(NoticiasIndexPage, creole, title="[ht] Noticias", slug="nouvel")
    page = add_page(NoticiaPage, section, title="[ht] Biblioteka", fecha=date(2026, 11, 24))
    response = alfa.get(f"/ht/nouvel/{page.slug}/")
    assert response.status_code == 200
    assert soup(response).html["lang"] == "ht"
    assert response["Content-Language"] == "ht"
    assert meta(response, "og:locale") == "ht"
    assert "24 novanm 2026" in text(response)
    assert "[ht] Saltar al contenido" in text(response)
    feed = alfa.get("/ht/nouvel/rss/")
    assert feed.status_code == 200
    assert "<language>ht</language>" in feed.content.decode()
    assert found(alfa, "biblioteka", "ht") == [page.title]
    assert alfa.get("/ht/buscar/", {"q": "biblioteka"}).status_code == 200


@pytest.mark.parametrize(("missing", "is_enough"), [(0, True), (3, True), (40, False)])
def test_a_few_new_texts_take_no_language_away(settings, tmp_path, missing, is_enough):
    textos = translate_texts(settings, tmp_path / "primero", missing=missing)
    assert textos.faltan == missing
    assert textos.bastan is is_enough


def test_a_language_that_has_lost_its_texts_is_shown_no_more(
    alfa, creole, settings, tmp_path, committed, as_editor
):
    translate_texts(settings, tmp_path / "otra", missing=60)
    response = alfa.get("/")
    assert soup(response).find("nav", attrs={"aria-label": "Idioma"}) is None
    assert alfa.get("/ht/")["Location"] == "/?desde=ht"
    # The other data can be saved as before, and the language stays ticked.
    assert ticked(as_editor, alfa) == {"en": True, "ht": True}
    assert switch(as_editor, alfa, "en", "ht", correo="a@ejemplo.cu").status_code == 302


@pytest.mark.on_both_databases
def test_a_language_in_use_is_not_deleted(alfa):
    browser = alfa.signed_in(make_user("tecnica", is_superuser=True))
    for code in ("en", "ht"):
        locale = Locale.objects.get(language_code=code)
        url = reverse("wagtaillocales:delete", args=[locale.pk])
        assert "no se puede" in text(browser.get(url)).lower()
        assert "no se puede" in text(browser.post(url, follow=True)).lower()
        assert Locale.objects.filter(pk=locale.pk).exists()
