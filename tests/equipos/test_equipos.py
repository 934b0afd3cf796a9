"""Coordinators create an equipo for a page, and remove it without losing its content."""

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    PageSubscription,
)

from base.models import PortalImage
from equipos.models import Equipo
from home.creacion import create_portales
from home.models import StandardPage
from tests.factories import add_page, make_image, make_noticia, make_page, make_user
from tests.reading import links, soup, text

LIST = "/admin/equipos/"
NEW = "/admin/equipos/new/"
GROUP = "Editores · Alfa · Acueducto"


@pytest.fixture(scope="module")
def _published(once):
    once(lambda portales: make_page(portales.alfa, "Acueducto"))


@pytest.fixture
def acueducto(_published, alfa):
    return StandardPage.objects.child_of(alfa.home).get(title="Acueducto")


@pytest.fixture
def acueducto_en(alfa, acueducto):
    """The English version of the page, as a draft."""
    return add_page(
        StandardPage,
        alfa.home_en,
        title="Aqueduct",
        live=False,
        translation_key=acueducto.translation_key,
    )


@pytest.fixture
def equipo(as_coordinator, acueducto):
    as_coordinator.post(NEW, {"page": acueducto.pk})
    return Equipo.objects.get(page=acueducto)


@pytest.fixture
def de_equipo(equipo):
    return make_user("aguatera", groups=[equipo.group])


def inspect(equipo):
    return f"/admin/equipos/inspect/{equipo.pk}/"


def delete(equipo):
    return f"/admin/equipos/delete/{equipo.pk}/"


def page_rows(group):
    rows = GroupPagePermission.objects.filter(group=group)
    return set(rows.values_list("page__title", "permission__codename"))


def collection_rows(group):
    rows = GroupCollectionPermission.objects.filter(group=group)
    return set(rows.values_list("collection__name", "permission__codename"))


MEDIA = {
    ("Acueducto", f"{action}_{kind}")
    for action in ("add", "change", "choose")
    for kind in ("image", "document")
}


def test_a_coordinator_makes_a_team_of_a_page(as_coordinator, alfa, acueducto, acueducto_en):
    response = as_coordinator.post(NEW, {"page": acueducto.pk}, follow=True)
    assert "Se creó el equipo" in text(response)
    group = Group.objects.get(name=GROUP)
    assert [*group.permissions.values_list("codename", flat=True)] == ["access_admin"]
    assert page_rows(group) == {
        (title, codename)
        for title in ("Acueducto", "Aqueduct")
        for codename in ("add_page", "change_page")
    }
    assert collection_rows(group) == MEDIA
    folder = Collection.objects.get(name="Acueducto")
    assert folder.get_parent() == alfa.collection


def test_the_team_writes_on_its_page_and_below_and_nowhere_else(alfa, acueducto, de_equipo):
    below = make_page(alfa, "Horarios de bombeo", parent=acueducto)
    other = make_noticia(alfa, "Una noticia de Alfa")
    browser = alfa.signed_in(de_equipo)
    for page in (acueducto, below):
        assert browser.get(f"/admin/pages/{page.pk}/edit/").status_code == 200
    assert browser.get(f"/admin/pages/add/home/standardpage/{acueducto.pk}/").status_code == 200
    for page in (other, alfa.noticias, alfa.home):
        assert browser.get(f"/admin/pages/{page.pk}/edit/").status_code in (302, 403, 404)


def test_the_team_uses_its_own_folder_and_no_other(alfa, equipo, de_equipo):
    make_image("Parque de Alfa", collection=alfa.collection)
    make_image("Bomba de agua", collection=equipo.collection)
    chooser = alfa.signed_in(de_equipo).get("/admin/images/chooser/").content.decode()
    assert "Bomba de agua" in chooser
    assert "Parque de Alfa" not in chooser


def test_the_editors_of_the_portal_see_what_is_in_the_folder_of_a_team(as_editor, equipo):
    make_image("Bomba de agua", collection=equipo.collection)
    assert "Bomba de agua" in as_editor.get("/admin/images/").content.decode()


def test_a_coordinator_chooses_among_the_pages_that_hold_others(
    as_coordinator, alfa, beta, acueducto
):
    make_page(alfa, "Horarios de bombeo", parent=acueducto)
    make_noticia(alfa, "Una noticia de Alfa")
    make_page(beta, "Acueducto de Beta")
    choices = soup(as_coordinator.get(NEW)).find("select", attrs={"name": "page"})
    names = [option.get_text() for option in choices.find_all("option")][1:]
    sections = ["Trámites y servicios", "Directorio", "Noticias", "Gobierno", "Transparencia"]
    sections += ["— Planteamientos", "Avisos", "Agenda", "Consultas públicas"]
    # «Atención a la Población» may not have child pages.
    assert names == [*sections, "Acueducto", "— Horarios de bombeo"]


def test_an_administrator_makes_it_from_the_page(as_administrator, beta):
    page = make_page(beta, "Acueducto")
    explorer = as_administrator.get(f"/admin/pages/{beta.home.pk}/")
    assert f"{NEW}?pagina={page.pk}" in explorer.content.decode()
    form = as_administrator.get(NEW, {"pagina": page.pk})
    assert "Acueducto" in text(form)
    as_administrator.post(f"{NEW}?pagina={page.pk}", {"page": page.pk})
    assert Group.objects.filter(name="Editores · Beta · Acueducto").exists()


def test_the_page_of_an_editor_offers_no_teams(as_editor, alfa, acueducto):
    for url in (f"/admin/pages/{alfa.home.pk}/", f"/admin/pages/{acueducto.pk}/edit/"):
        assert "Crear equipo editor" not in as_editor.get(url).content.decode()


def test_a_whole_portal_gets_no_second_team(as_administrator, alfa):
    explorer = as_administrator.get(f"/admin/pages/{alfa.container.pk}/").content.decode()
    assert "Crear equipo editor" not in explorer
    for page in (alfa.home, alfa.container):
        assert as_administrator.get(NEW, {"pagina": page.pk}).status_code == 404
        assert as_administrator.post(NEW, {"page": page.pk}).status_code == 200
    assert not Equipo.objects.exists()


@pytest.mark.parametrize("pagina", ["x", "", "999999", "-1"])
def test_a_page_that_is_none_is_not_found(as_administrator, pagina):
    assert as_administrator.get(NEW, {"pagina": pagina}).status_code == 404


def test_a_page_has_one_team_in_all_its_languages(
    as_coordinator, as_administrator, equipo, acueducto, acueducto_en
):
    for page in (acueducto, acueducto_en):
        response = as_administrator.post(NEW, {"page": page.pk})
        assert "Esta página ya tiene su equipo" in text(response)
        response = as_administrator.get(NEW, {"pagina": page.pk})
        assert response.url == inspect(equipo)
    assert Equipo.objects.count() == 1


def test_two_pages_of_one_name_get_two_groups(as_coordinator, alfa, acueducto, equipo):
    other = make_page(alfa, "Acueducto", parent=acueducto)
    as_coordinator.post(NEW, {"page": other.pk})
    assert Equipo.objects.get(page=other).group.name == f"{GROUP} ({other.pk})"


def test_a_page_with_a_very_long_name_gets_a_group(as_coordinator, alfa):
    page = make_page(alfa, "Empresa " * 25)
    as_coordinator.post(NEW, {"page": page.pk})
    assert Equipo.objects.get(page=page).group.name.startswith("Editores · Alfa · Empresa")


@pytest.mark.parametrize("whose", ["beta", "provincia"])
def test_a_page_of_another_portal_gets_no_team_of_the_coordinators(as_coordinator, portales, whose):
    page = make_page(getattr(portales, whose), "Página ajena")
    response = as_coordinator.post(NEW, {"page": page.pk})
    assert response.status_code == 200
    assert "Página ajena" not in text(response)
    assert as_coordinator.get(NEW, {"pagina": page.pk}).status_code == 404
    assert not Equipo.objects.exists()
    assert not Collection.objects.filter(name="Página ajena").exists()


def test_the_list_of_a_portal_names_teams_and_people_of_it_only(
    as_coordinator, as_administrator, beta, equipo, de_equipo
):
    page = make_page(beta, "Acueducto de Beta")
    as_administrator.post(NEW, {"page": page.pk})
    mine = text(as_coordinator.get(LIST))
    assert "Acueducto" in mine
    assert "aguatera" in mine
    assert "Beta" not in mine
    every = text(as_administrator.get(LIST))
    assert "Acueducto de Beta" in every
    assert "aguatera" in every
    other = Equipo.objects.get(page=page)
    for url in (inspect(other), delete(other)):
        assert as_coordinator.get(url).status_code == 404
        assert as_coordinator.post(url).status_code in (404, 405)
    assert Equipo.objects.filter(pk=other.pk).exists()


def test_the_list_takes_as_many_queries_for_many_as_for_few(
    as_administrator, as_coordinator, alfa, equipo, django_assert_num_queries
):
    as_administrator.get(LIST)
    with CaptureQueriesContext(connection) as few:
        as_administrator.get(LIST)
    expected = len(few)  # the next request empties the log of queries
    for number in range(4):
        page = make_page(alfa, f"Empresa {number}")
        as_coordinator.post(NEW, {"page": page.pk})
        make_user(f"persona{number}", groups=[Equipo.objects.get(page=page).group])
    with django_assert_num_queries(expected):
        as_administrator.get(LIST)


def test_the_page_of_a_team_shows_its_people_and_invites_more(as_coordinator, equipo, de_equipo):
    response = as_coordinator.get(inspect(equipo))
    assert links(response)["aguatera"] == f"/admin/users/edit/{de_equipo.pk}/"
    invite = as_coordinator.get(links(response)["Invitar a una persona"])
    box = soup(invite).find("input", attrs={"name": "groups", "value": equipo.group_id})
    assert box.has_attr("checked")


def test_a_team_that_is_removed_leaves_what_it_made(as_coordinator, acueducto, equipo, de_equipo):
    picture = make_image("Bomba de agua", collection=equipo.collection)
    assert "se conservan" in text(as_coordinator.get(delete(equipo)))
    response = as_coordinator.post(delete(equipo), follow=True)
    assert "Su contenido se conserva" in text(response)
    assert not Group.objects.filter(name=GROUP).exists()
    acueducto.refresh_from_db()
    assert acueducto.live
    assert PortalImage.objects.get(pk=picture.pk).collection.name == "Acueducto"
    assert not de_equipo.groups.exists()


def test_whoever_would_be_left_without_a_group_is_named_first(
    as_coordinator, alfa, equipo, de_equipo
):
    make_user("otra", groups=[equipo.group, alfa.editores])
    page = text(as_coordinator.get(delete(equipo)))
    assert "no podrán entrar: aguatera." in page


def test_who_is_left_outside_gets_no_more_mail_about_its_comments(
    as_coordinator, acueducto, equipo, de_equipo, committed
):
    PageSubscription.objects.create(user=de_equipo, page=acueducto, comment_notifications=True)
    with committed():
        as_coordinator.post(delete(equipo))
    assert not PageSubscription.objects.filter(user=de_equipo).exists()


def test_the_team_writes_in_a_language_that_comes_later(alfa, acueducto, equipo):
    translated = acueducto.copy_for_translation(alfa.home_en.locale)
    rows = GroupPagePermission.objects.filter(group=equipo.group, page=translated)
    assert rows.count() == 2


def test_an_empty_folder_goes_with_its_team(as_coordinator, equipo):
    as_coordinator.post(delete(equipo))
    assert not Collection.objects.filter(name="Acueducto").exists()


def test_a_team_ends_with_its_page(as_administrator, acueducto, equipo):
    as_administrator.post(f"/admin/pages/{acueducto.pk}/delete/")
    assert not Equipo.objects.exists()
    assert not Group.objects.filter(name=GROUP).exists()


def test_the_command_repairs_teams_and_keeps_what_people_gave(equipo, acueducto_en, alfa, beta):
    GroupPagePermission.objects.filter(group=equipo.group).delete()
    equipo.collection.delete()
    own = Collection.objects.get(pk=alfa.collection.pk).add_child(
        instance=Collection(name="Compartida")
    )
    given = GroupCollectionPermission.objects.filter(group__name="Editores · Alfa").first()
    GroupCollectionPermission.objects.create(
        group=equipo.group, collection=own, permission=given.permission
    )
    create_portales(lambda line: None)
    assert page_rows(equipo.group) == {
        (title, codename)
        for title in ("Acueducto", "Aqueduct")
        for codename in ("add_page", "change_page")
    }
    assert collection_rows(equipo.group) == MEDIA | {("Compartida", given.permission.codename)}


# --- Groups ------------------------------------------------------------------------------------


def test_an_administrator_sees_groups_with_their_people_and_renames(as_administrator, equipo):
    assert "Editores · Beta" in text(as_administrator.get("/admin/groups/"))
    url = f"/admin/groups/edit/{equipo.group_id}/"
    assert "Ver sus personas" in links(as_administrator.get(url))
    as_administrator.post(url, {"name": "Editores · Alfa · Agua"})
    equipo.group.refresh_from_db()
    assert equipo.group.name == "Editores · Alfa · Agua"


def test_no_form_of_a_group_gives_rights(as_administrator, alfa):
    group = Group.objects.get(name="Administradores")
    before = set(group.permissions.all()), page_rows(alfa.editores)
    for target in (group, alfa.editores):
        as_administrator.post(
            f"/admin/groups/edit/{target.pk}/",
            {
                "name": target.name,
                "permissions": ["1", "2", "3"],
                "page_permissions-TOTAL_FORMS": "1",
                "page_permissions-INITIAL_FORMS": "0",
                "page_permissions-0-page": "1",
                "page_permissions-0-permissions": ["publish_page"],
            },
        )
    assert (set(group.permissions.all()), page_rows(alfa.editores)) == before
    assert alfa.editores.permissions.count() == 1


@pytest.mark.parametrize("name", ["Moderadores", "Administradores", "Publicación urgente"])
def test_the_groups_of_the_province_keep_their_names(as_administrator, name):
    group = Group.objects.get(name=name)
    as_administrator.post(f"/admin/groups/edit/{group.pk}/", {"name": "Otro"})
    group.refresh_from_db()
    assert group.name == name


def test_groups_are_neither_made_nor_deleted_in_the_admin(as_administrator, alfa, provincia):
    root = provincia.signed_in(make_user("raiz", is_superuser=True))
    before = Group.objects.count()
    for browser in (as_administrator, root):
        assert browser.post("/admin/groups/new/", {"name": "Nuevo"}).status_code == 404
        url = f"/admin/groups/delete/{alfa.editores.pk}/"
        assert browser.post(url).status_code == 404
    assert Group.objects.count() == before


@pytest.mark.parametrize("who", ["as_coordinator", "as_editor", "as_moderator"])
def test_groups_are_the_provinces_alone(request, who, alfa):
    browser = request.getfixturevalue(who)
    for url in ("/admin/groups/", f"/admin/groups/edit/{alfa.editores.pk}/"):
        assert browser.get(url).status_code in (302, 403, 404)
        assert browser.post(url, {"name": "Tomado"}).status_code in (302, 403, 404)
    alfa.editores.refresh_from_db()
    assert alfa.editores.name == "Editores · Alfa"
