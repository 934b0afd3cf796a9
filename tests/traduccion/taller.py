"""The editor of translations as its scripts use it: the data they get and the data they send."""

import json

from django.contrib.auth import get_user_model
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart
from django.urls import reverse
from wagtail.models import Page

from base.models import PortalDocument, PortalImage
from tests.aislamiento.streams import raw_value
from tests.factories import make_document, make_image, make_page, make_user
from tests.moderacion.writing import edit_url
from tests.reading import links, soup, text
from tests.traducir import english

ADDRESSES = {"correo", "enlace"}  # the same in every language


class Taller:
    """One user who translates into English."""

    def __init__(self, browser):
        self.browser = browser

    def submit(self, page):
        """Submit ``page`` for translation with the form of the admin; return the new page."""
        url = reverse("wagtail_localize:submit_page_translation", args=[page.pk])
        response = self.browser.post(url, {"locales": [english().pk]})
        assert response.status_code == 302, text(response)
        return english_page(page)

    def props(self, target):
        """Return the data that the scripts of the editor of ``target`` get."""
        response = self.browser.get(edit_url(target))
        assert response.status_code == 200
        return json.loads(soup(response).select_one(".js-translation-editor")["data-props"])

    def texts(self, target):
        """Return the texts that the editor shows."""
        return [part for part in self.props(target)["segments"] if part["type"] == "string"]

    def untranslated(self, target):
        """Return the Spanish texts that have no translation yet."""
        props = self.props(target)
        done = {each["segment_id"] for each in props["initialStringTranslations"]}
        texts = (part for part in props["segments"] if part["type"] == "string")
        return [part["source"] for part in texts if part["id"] not in done]

    def place(self, target, source):
        """Return the address at which the translation of the text ``source`` is saved."""
        [url] = {part["editUrl"] for part in self.texts(target) if part["source"] == source}
        return url

    def put(self, url, value):
        data = encode_multipart(BOUNDARY, {"value": value})
        return self.browser.put(url, data, content_type=MULTIPART_CONTENT)

    def say(self, target, source, value):
        """Translate one text of ``target``."""
        return self.put(self.place(target, source), value)

    def translate(self, target, words):
        """Translate all texts of ``target`` by ``words(source)``."""
        for part in self.texts(target):
            response = self.put(part["editUrl"], words(part["source"]))
            assert response.status_code in {200, 201}, text(response)
            assert response.json()["error"] is None, (part, response.json())

    def send(self, target):
        """Submit ``target`` to moderation; return the page that follows, with its messages."""
        url = reverse("moderacion:enviar_traduccion", args=[target.pk])
        return self.browser.post(url, follow=True)


def sign_in_translator(alfa):
    """Return a browser in which the translator of Alfa is signed in; create the user if new."""
    known = get_user_model().objects.filter(username="traductora").first()
    return alfa.signed_in(known or make_user("traductora", groups=["Traductores · Alfa"]))


def submit_contacts(body, portales):
    """Publish the page «Contactos» of Alfa and submit it for translation."""
    page = make_page(portales.alfa, "Contactos", cuerpo=body)
    Taller(sign_in_translator(portales.alfa)).submit(page)


def make_files(alfa):
    """Create the image and the document of the blocks of ``filled_value``."""
    make_image("Parque", collection=alfa.collection)
    make_document("Acta", collection=alfa.collection)


def filled_value(alfa, numbers, field):
    """Return a value of ``field`` with every block; its texts are numbered, marked as Spanish."""
    known = {
        "PortalImage": PortalImage.objects.get(title="Parque").pk,
        "PortalDocument": PortalDocument.objects.get(title="Acta").pk,
    }
    raw = raw_value(
        field.stream_block,
        lambda model: known.get(model.__name__, alfa.noticias.pk),
        lambda kind: f"{'sitio' if kind in ADDRESSES else 'español'}{next(numbers)}",
    )
    return field.to_python(raw)


def english_page(page):
    return Page.objects.get(translation_key=page.translation_key, locale=english()).specific


def approve(browser, target):
    """Approve ``target`` on the review page, which its form links to."""
    decide = links(browser.get(edit_url(target)))["Ver los cambios y decidir"]
    form = soup(browser.get(decide)).main
    fields = {tag["name"]: tag["value"] for tag in form.select("input[name]")}
    return browser.post(decide.partition("?")[0], fields | {"decision": "approve"}, follow=True)


def in_english(source):
    return source.replace("español", "english")


def read(portal, page):
    return soup(portal.get(page.get_url_parts()[2])).main.get_text(" ")
