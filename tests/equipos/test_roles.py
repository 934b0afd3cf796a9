"""The groups of a portal have permissions on that portal only."""

import pytest
from django.contrib.auth.models import Group
from wagtail.models import GroupCollectionPermission, GroupPagePermission, GroupSitePermission

from base.models import PortalSettings
from equipos.roles import requires_second_factor
from home.creacion import create_portales
from tests.factories import make_image, make_noticia, make_user
from tests.reading import text

PORTAL_ROLES = ("editores", "traductores", "coordinadores", "revisores", "atencion")
_ANSWER = ("change_caso", "add_plantilla", "change_plantilla", "delete_plantilla")
_REDIRECT = ("add_redirect", "change_redirect", "delete_redirect")


def rows(group):
    """Return (pages, collections, sites) as sets of (key, codename)."""
    return (
        set(
            GroupPagePermission.objects.filter(group=group).values_list(
                "page", "permission__codename"
            )
        ),
        set(
            GroupCollectionPermission.objects.filter(group=group).values_list(
                "collection", "permission__codename"
            )
        ),
        set(
            GroupSitePermission.objects.filter(group=group).values_list(
                "site", "permission__codename"
            )
        ),
    )


def choice_in(collection):
    return {(collection.pk, "choose_image"), (collection.pk, "choose_document")}


def record_of(portal):
    return PortalSettings.objects.get(site=portal.site)


def group_of(portal, role):
    return getattr(record_of(portal), role)


def test_translators_change_the_other_languages_and_only_see_the_source(portales):
    for portal in portales:
        pages, collections, sites = rows(group_of(portal, "traductores"))
        assert pages == {
            (portal.home.pk, "bulk_delete_page"),
            (portal.home_en.pk, "change_page"),
            (portal.home_ht.pk, "change_page"),
        }
        assert collections == choice_in(portal.collection)
        assert not sites


def test_reviewers_change_what_they_review(portales):
    for portal in portales:
        pages, collections, sites = rows(group_of(portal, "revisores"))
        assert pages == {
            (portal.home.pk, "change_page"),
            (portal.home_en.pk, "change_page"),
            (portal.home_ht.pk, "change_page"),
        }
        assert collections == choice_in(portal.collection)
        assert not sites


@pytest.mark.parametrize(
    ("role", "rights"),
    [
        ("coordinadores", {"coordinate_portalsettings", "coordinate_caso", *_ANSWER, *_REDIRECT}),
        ("atencion", {*_ANSWER}),
    ],
)
def test_coordinators_and_operators_have_rights_on_their_site_and_none_on_pages(
    portales, role, rights
):
    for portal in portales:
        pages, collections, sites = rows(group_of(portal, role))
        assert not pages
        assert not collections
        assert sites == {(portal.site.pk, codename) for codename in rights}


@pytest.mark.parametrize("role", PORTAL_ROLES)
def test_no_group_of_a_portal_holds_a_right_over_all(portales, role):
    allowed = {"access_admin"} | ({"submit_translation"} if role == "traductores" else set())
    for portal in portales:
        held = set(group_of(portal, role).permissions.values_list("codename", flat=True))
        if (portal.slug, role) == ("provincia", "editores"):
            held -= {"add_sinonimo", "change_sinonimo", "delete_sinonimo"}  # belong to no portal
        assert held == allowed


def test_the_urgent_group_opens_nothing_by_itself(portales):
    group = Group.objects.get(name="Publicación urgente")
    held = set(group.permissions.values_list("codename", flat=True))
    assert held == {"access_admin", "publish_own_edits"}
    assert rows(group) == (set(), set(), set())


def test_administrators_neither_delete_people_nor_make_groups(portales):
    group = Group.objects.get(name="Administradores")
    held = set(group.permissions.values_list("codename", flat=True))
    assert not held & {"delete_usuario", "add_group", "delete_group"}


def test_a_second_run_repairs_rights_and_keeps_those_that_people_gave(alfa):
    record = record_of(alfa)
    record.traductores.page_permissions.all().delete()
    record.coordinadores.delete()
    extra = Group.objects.get(name="Moderadores").permissions.first()
    record.editores.permissions.add(extra)
    pages, collections, sites = rows(record.editores)
    create_portales(lambda line: None)
    assert rows(group_of(alfa, "traductores"))[0]
    assert group_of(alfa, "coordinadores").name == "Coordinador · Alfa"
    assert rows(record.editores) == (pages, collections, sites)
    assert extra in record.editores.permissions.all()


def test_a_translator_reads_the_spanish_tree_and_opens_no_page_of_it(alfa):
    noticia = make_noticia(alfa, "Una noticia de Alfa")
    browser = alfa.signed_in(make_user("traductora", groups=["Traductores · Alfa"]))
    explorer = browser.get(f"/admin/pages/{alfa.noticias.pk}/")
    assert "Una noticia de Alfa" in text(explorer)
    for action in ("edit", "delete", "copy", "unpublish", "lock"):
        response = browser.post(f"/admin/pages/{noticia.pk}/{action}/")
        assert response.status_code in (302, 403, 404)
    assert browser.get(f"/admin/pages/{alfa.home_en.pk}/edit/").status_code == 200
    noticia.refresh_from_db()
    assert noticia.live
    assert noticia.locked is False


def test_a_translator_chooses_pictures_of_the_portal_but_changes_none(alfa):
    picture = make_image("Parque de Alfa", collection=alfa.collection)
    browser = alfa.signed_in(make_user("traductora", groups=["Traductores · Alfa"]))
    assert "Parque de Alfa" in browser.get("/admin/images/chooser/").content.decode()
    assert browser.get(f"/admin/images/{picture.pk}/").status_code in (302, 403, 404)


@pytest.mark.parametrize(
    ("group", "asked"),
    [
        ("Moderadores", True),
        ("Administradores", True),
        ("Coordinador · Alfa", True),
        ("Editores · Alfa", False),
        ("Traductores · Alfa", False),
        ("Revisores · Alfa", False),
        ("Atención · Alfa", True),
        ("Publicación urgente", True),
    ],
)
def test_a_second_factor_is_asked_of_those_who_reach_beyond_writing(portales, group, asked):
    assert requires_second_factor(make_user("alguien", groups=[group])) is asked


def test_a_second_factor_is_asked_of_a_superuser(portales):
    assert requires_second_factor(make_user("raiz", is_superuser=True))
