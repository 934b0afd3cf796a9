"""The way of a page with every block: from Spanish to English, and through its changes."""

from itertools import count

import pytest

from home.models import StandardPage
from tests.factories import make_document, make_image, make_page, publish, publish_in_english
from tests.reading import soup
from tests.tenancy.streams import raw_value

from .taller import approve

ADDRESSES = {"correo", "enlace"}  # which are the same in every language
CUERPO = StandardPage._meta.get_field("cuerpo")


@pytest.fixture
def pagina(alfa):
    """A page with every block, each of its texts marked as Spanish."""
    publish_in_english(alfa, title="Portal of Alfa")
    known = {
        "Page": alfa.noticias.pk,
        "PortalImage": make_image("Parque", collection=alfa.collection).pk,
        "PortalDocument": make_document("Acta", collection=alfa.collection).pk,
    }
    number = count(1)
    cuerpo = raw_value(
        CUERPO.stream_block,
        lambda model: known[model.__name__],
        lambda kind: f"{'sitio' if kind in ADDRESSES else 'español'}{next(number)}",
    )
    page = make_page(
        alfa, "Página en español", resumen="Resumen en español", cuerpo=CUERPO.to_python(cuerpo)
    )
    publish(page)  # as the form does, which gives each block its number
    return page


def in_english(source):
    return source.replace("español", "english")


def read(portal, page):
    return soup(portal.get(page.get_url_parts()[2])).main.get_text(" ")


def test_a_page_with_every_block_is_read_in_english_as_a_whole(
    alfa, pagina, taller, as_moderator, committed
):
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


def test_what_waits_for_moderation_is_not_read_yet(alfa, pagina, taller, as_moderator, committed):
    target = taller.submit(pagina)
    taller.translate(target, in_english)
    taller.send(target)
    with committed():
        approve(as_moderator, target)
    taller.say(target, pagina.title, "Nonsense")
    with committed():
        taller.send(target)
    target.refresh_from_db()
    assert target.title == "Página en english"
    assert "Nonsense" not in read(alfa, target)
    with committed():
        approve(as_moderator, target)
    assert "Nonsense" in read(alfa, target)
