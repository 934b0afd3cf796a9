"""A page with every block is translated from Spanish to English, and again after changes."""

import re
from itertools import count

import polib
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.fields import StreamField
from wagtail.models import get_page_models
from wagtail_localize.models import StringTranslation, Translation
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import StreamFieldSegmentExtractor

from home.models import StandardPage
from tests.factories import (
    make_image,
    make_page,
    make_user,
    publish,
    publish_in_english,
)
from tests.moderacion.writing import edit_url
from tests.reading import soup, text

from .taller import (
    Taller,
    approve,
    english_page,
    filled_value,
    in_english,
    read,
    sign_in_translator,
)

CUERPO = StandardPage._meta.get_field("cuerpo")


@pytest.fixture(scope="module")
def _published(once, _files):
    once(publish_with_and_without_translation)


def publish_with_and_without_translation(portales):
    """Publish two pages with every block, and the translation of the first."""
    alfa, taller = portales.alfa, Taller(sign_in_translator(portales.alfa))
    publish_in_english(alfa, title="Portal of Alfa")
    pagina, _other = (
        make_page(
            alfa, title, resumen="Resumen en español", cuerpo=filled_value(alfa, count(1), CUERPO)
        )
        for title in ("Página en español", "Página solo en español")
    )
    target = taller.submit(pagina)
    taller.translate(target, in_english)
    taller.send(target)
    approve(portales.provincia.signed_in(make_user("colega", groups=["Moderadores"])), target)


@pytest.fixture
def sin_traducir(_published, alfa):
    """A page with every block, which nobody has begun to translate."""
    return StandardPage.objects.child_of(alfa.home).get(title="Página solo en español")


@pytest.fixture
def pagina(_published, alfa):
    """A page with every block and with a published translation."""
    return StandardPage.objects.child_of(alfa.home).get(title="Página en español")


@pytest.fixture
def publicada(pagina):
    """The published translation of ``pagina``."""
    target = english_page(pagina)
    assert target.live
    return target


def test_a_page_with_every_block_is_read_in_english_as_a_whole(
    alfa, sin_traducir, taller, as_moderator, committed
):
    pagina = sin_traducir
    target = taller.submit(pagina)
    assert not target.live
    taller.translate(target, in_english)
    assert taller.untranslated(target) == []
    assert "se envió a moderación" in taller.send(target).content.decode()
    with committed():
        approve(as_moderator, target)
    target.refresh_from_db()
    assert target.live
    spanish, english = read(alfa, pagina), read(alfa, target)
    assert spanish.count("español") >= 30
    assert "español" not in english
    assert english.count("english") == spanish.count("español")


def test_a_page_with_every_block_is_translated_in_a_file(sin_traducir, taller):
    target = taller.submit(sin_traducir)
    links = taller.props(target)["links"]
    po = polib.pofile(taller.browser.get(links["downloadPofile"]).content.decode())
    for entry in po:
        assert entry.comment
        entry.msgstr = in_english(entry.msgid)
    file = SimpleUploadedFile("pagina.po", str(po).encode())
    taller.browser.post(links["uploadPofile"], {"file": file})
    assert taller.untranslated(target) == []
    assert "se envió a moderación" in text(taller.send(target))


def test_what_waits_for_moderation_is_not_read_yet(
    alfa, pagina, publicada, taller, as_moderator, committed
):
    taller.say(publicada, pagina.title, "Nonsense")
    with committed():
        taller.send(publicada)
    publicada.refresh_from_db()
    assert publicada.title == "Página en english"
    assert "Nonsense" not in read(alfa, publicada)
    with committed():
        approve(as_moderator, publicada)
    assert "Nonsense" in read(alfa, publicada)


def test_after_a_change_only_what_is_new_is_asked_for(
    alfa, pagina, publicada, taller, let_through, committed
):
    """A block is added, one is moved, one removed, and two texts changed."""
    address = publicada.get_url_parts()[2]
    blocks = pagina.cuerpo.get_prep_value()
    gone = blocks.pop(3)
    blocks.append(blocks.pop(0))
    changed = next(block for block in blocks if block["type"] == "cita")
    changed["value"]["texto"] = "español cambiado"
    new = {"type": "encabezado", "value": {"texto": "español nuevo", "nivel": "2"}}
    table = next(block for block in blocks if block["type"] == "tabla")["value"]["tabla"]
    values = table["rows"][0]["values"]
    table["rows"].insert(0, {"values": ["español fila", *values[1:]]})
    pagina.cuerpo = CUERPO.to_python([*blocks, new])
    with committed():
        publish(pagina)
    assert "older than the Spanish" in text(alfa.get(address))

    source = Translation.objects.get(source__object_id=pagina.translation_key).source
    update = reverse("wagtail_localize:update_translations", args=[source.pk])
    assert taller.browser.post(update)["Location"] == edit_url(publicada)
    news = {"español cambiado", "español nuevo", "español fila"}
    assert set(taller.untranslated(publicada)) == news
    assert "Faltan 3 textos" in text(taller.send(publicada))
    for source_text in news:
        taller.say(publicada, source_text, in_english(source_text))
    let_through(publicada)
    page = read(alfa, publicada)
    assert "español" not in page
    assert (
        gone["value"]["pie"].replace("español", "english") not in page
        if "pie" in gone["value"]
        else True
    )
    assert page.index("english nuevo") > page.index("english cambiado")
    assert "older than the Spanish" not in text(alfa.get(address))


def test_its_address_and_its_picture_are_those_of_the_translation(
    alfa, pagina, publicada, taller, let_through
):
    taller.say(publicada, "pagina-en-espanol", "page-in-english")
    other = make_image("Park", collection=alfa.collection)
    place = next(
        part["editUrl"]
        for part in taller.props(publicada)["segments"]
        if part["type"] == "synchronised_value"
        and part["value"] == pagina.cuerpo[2].value["imagen"].pk
    )
    assert taller.put(place, other.pk).status_code == 201
    let_through(publicada)
    page = soup(alfa.get("/en/page-in-english/")).main
    assert "english" in page.get_text()
    pictures = " ".join(str(tag) for tag in page.find_all("img"))
    assert other.file.name.partition("/")[2].partition(".")[0] in pictures


def test_a_preview_shows_what_is_translated_so_far(sin_traducir, taller):
    target = taller.submit(sin_traducir)
    taller.say(target, sin_traducir.title, "Half done")
    preview = taller.browser.get(taller.props(target)["previewModes"][0]["url"])
    assert "Half done" in text(preview)
    assert "Resumen en español" in text(preview)


def test_nobody_of_another_portal_sees_or_changes_any_of_it(beta, pagina, publicada, taller):
    other = beta.signed_in(make_user("beta", groups=["Traductores · Beta", beta.editores.name]))
    props = taller.props(publicada)
    addresses = [part["editUrl"] for part in props["segments"] if "editUrl" in part]
    addresses += [url for url in props["links"].values() if url and "localize" in url]
    addresses += [mode["url"] for mode in props["previewModes"]]
    source = Translation.objects.get(source__object_id=pagina.translation_key).source
    addresses += [
        reverse("wagtail_localize:update_translations", args=[source.pk]),
        reverse("wagtail_localize:submit_page_translation", args=[pagina.pk]),
        reverse("moderacion:enviar_traduccion", args=[publicada.pk]),
    ]
    before = set(StringTranslation.objects.values_list("pk", "data"))
    assert len(addresses) > 40
    for address in addresses:
        for ask in (other.get, other.post, other.delete, lambda url: Taller(other).put(url, "x")):
            response = ask(address)
            assert response.status_code == 404, address
            assert "espa" not in text(response)
    assert set(StringTranslation.objects.values_list("pk", "data")) == before
    assert Translation.objects.get(source=source).enabled


STREAMS = [
    field
    for model in get_page_models()
    for field in model._meta.local_fields
    if isinstance(field, StreamField)
]


@pytest.mark.parametrize("field", STREAMS, ids=str)
def test_every_word_of_every_block_is_asked_for(field, filled):
    value = filled(field)
    asked = StreamFieldSegmentExtractor(field).handle_stream_block(value)
    said = " ".join(part.string.data for part in asked if isinstance(part, StringSegmentValue))
    words = set(re.findall(r"español\d+", str(value.get_prep_value())))
    assert words == set(re.findall(r"español\d+", said))
