"""The choosers list to an editor only objects of the own portal."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from equipos.roles import grant, grant_on_page
from tests.factories import make_image, make_noticia, make_page, make_user
from tests.moderacion.envios import send
from tests.reading import soup, soup_of

pytestmark = pytest.mark.on_both_databases


def offered(response):
    """Return the visible text of a dialog of the admin."""
    html = soup_of(response.json()["html"])
    return " ".join(html.get_text(" ").split())


@pytest.fixture
def ajena(beta):
    return make_page(beta, "Cosa de Beta")


def test_the_page_chooser_opens_in_the_own_portal(as_editor, alfa, ajena):
    response = as_editor.get(reverse("wagtailadmin_choose_page"))
    assert "Portal del Ciudadano de Alfa" in offered(response)
    assert "Beta" not in offered(response)
    assert "Oriente" not in offered(response)


def test_the_page_chooser_of_who_works_on_one_page_opens_there(alfa, ajena):
    make_noticia(alfa, "Nota de Alfa")
    group = Group.objects.create(name="Editores · Alfa · Noticias")
    grant(group, ["wagtailadmin.access_admin"])
    grant_on_page(group, alfa.noticias, ["wagtailcore.add_page"])
    browser = alfa.signed_in(make_user("redactora", groups=[group]))
    response = browser.get(reverse("wagtailadmin_choose_page"))
    assert "Nota de Alfa" in offered(response)


def test_the_page_chooser_does_not_open_where_the_pages_of_a_type_happen_to_be(as_editor, beta):
    make_noticia(beta, "La única noticia")
    response = as_editor.get(
        reverse("wagtailadmin_choose_page"), {"page_type": "noticias.NoticiaPage"}
    )
    assert "Portal del Ciudadano de Alfa" in offered(response)
    assert "Noticias" not in offered(response).replace("noticias", "")
    assert "Beta" not in offered(response)


def test_the_page_chooser_finds_the_own_pages_only(as_editor, alfa, beta):
    make_page(alfa, "Fiesta de Alfa")
    make_page(beta, "Fiesta de Beta")
    response = as_editor.get(reverse("wagtailadmin_choose_page_search"), {"q": "fiesta"})
    assert "Fiesta de Alfa" in response.content.decode()
    assert "Fiesta de Beta" not in response.content.decode()


def test_the_page_chooser_tells_the_state_and_the_parent_of_each_page(as_editor, alfa, editora):
    send(alfa, "Nota enviada", editora)
    programada = make_noticia(alfa, "Nota programada", live=False)
    programada.go_live_at = timezone.now() + timedelta(days=3)
    programada.save_revision(approved_go_live_at=programada.go_live_at)
    make_noticia(alfa, "Nota publicada")
    browse = as_editor.get(reverse("wagtailadmin_choose_page_child", args=[alfa.noticias.pk]))
    search = as_editor.get(reverse("wagtailadmin_choose_page_search"), {"q": "nota"})
    for html in (browse.json()["html"], search.content.decode()):
        rows = soup_of(html).select("tbody tr:not(.parent-page)")
        assert len(rows) == 3
        for row in rows:
            link = row.select_one("a.choose-page")
            assert link["data-parent-id"] == str(alfa.noticias.pk)
            page = Page.objects.get(pk=link["data-id"])
            assert str(page.status_string) in row.text
    assert len({str(page.status_string) for page in alfa.noticias.get_children()}) == 3
    parents = soup(search).select("a.navigate-parent")
    assert [parent.text for parent in parents] == [alfa.noticias.title] * 3


def test_the_page_chooser_refuses_a_page_of_another_portal(as_editor, ajena):
    browse = reverse("wagtailadmin_choose_page_child", args=[ajena.pk])
    assert as_editor.get(browse).status_code == 404
    chosen = reverse("wagtailadmin_choose_page_chosen_multiple")
    assert as_editor.get(chosen, {"id": ajena.pk}).status_code == 404


def test_who_works_on_all_portals_chooses_from_all_of_them(as_moderator, ajena):
    opened = offered(as_moderator.get(reverse("wagtailadmin_choose_page")))
    assert "Alfa" in opened
    assert "Beta" in opened


def test_who_has_no_pages_has_no_page_to_choose(alfa):
    group = Group.objects.create(name="Sin páginas")
    grant(group, ["wagtailadmin.access_admin"])
    browser = alfa.signed_in(make_user("nadie", groups=[group]))
    assert browser.get(reverse("wagtailadmin_choose_page")).status_code == 404


def tagged(portal, tag):
    image = make_image(f"Foto de {portal.slug}", collection=portal.collection)
    image.tags.add(tag)
    return image


def test_the_image_chooser_suggests_the_tags_of_the_own_images(as_editor, alfa, beta):
    tagged(alfa, "carnaval-alfa")
    tagged(beta, "carnaval-beta")
    shown = offered(as_editor.get(reverse("wagtailimages_chooser:choose")))
    assert "carnaval-alfa" in shown
    assert "carnaval-beta" not in shown
    assert "Foto de beta" not in shown


@pytest.mark.parametrize("address", ["choose", "choose_results"])
def test_the_image_chooser_searches_within_a_tag(as_editor, alfa, address):
    tagged(alfa, "carnaval")
    make_image("Foto sin palabra", collection=alfa.collection)
    url = reverse(f"wagtailimages_chooser:{address}")
    response = as_editor.get(url, {"q": "foto", "tag": "carnaval"})
    assert "Foto de alfa" in response.content.decode()
    assert "Foto sin palabra" not in response.content.decode()
