"""The listings and forms of pages offer to an editor only objects of the own portal."""

import json
from itertools import product
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import PageViewRestriction

from equipos.roles import grant_on_page
from home.models import StandardPage
from tests.factories import make_noticia, make_page, make_user
from tests.reading import links, soup, text


def pages_url(name, *args):
    return reverse(f"wagtailadmin_pages:{name}", args=args)


def owned(page, user, editor=None):
    page.owner = user
    page.save()
    page.save_revision(user=editor or user, log_action="wagtail.edit")
    return page


@pytest.fixture
def escritos(alfa, beta, editora):
    """A page of each municipality, with its owner and its last editor."""
    owned(make_page(alfa, "Cosa de Alfa"), editora, make_user("colega", groups=[alfa.editores]))
    ajena = make_user("ajena", groups=[beta.editores])
    owned(make_page(beta, "Cosa de Beta"), ajena, make_user("lejano", groups=[beta.editores]))


@pytest.mark.parametrize("listing", ["explorer", "by type"])
def test_the_filters_of_a_listing_name_the_people_of_the_own_portal(
    as_editor, alfa, escritos, listing
):
    if listing == "explorer":
        url = reverse("wagtailadmin_explore", args=[alfa.home.pk])
    else:
        url = pages_url("type_use", "home", "standardpage")
    page = text(as_editor.get(url))
    assert "editora" in page
    assert "colega" in page
    assert "ajena" not in page
    assert "lejano" not in page
    assert "Beta" not in page


def test_the_listing_of_a_type_leads_back_where_the_person_may_go(as_editor, as_moderator):
    url = pages_url("type_use", "home", "standardpage")
    report = reverse("wagtailadmin_reports:page_types_usage")
    assert report not in links(as_editor.get(url), within="main").values()
    assert report in links(as_moderator.get(url), within="main").values()


def test_a_filter_by_somebody_of_another_portal_is_not_accepted(as_editor, alfa, escritos):
    ajena = StandardPage.objects.get(title="Cosa de Beta").owner
    url = reverse("wagtailadmin_explore", args=[alfa.home.pk])
    assert as_editor.get(url, {"owner": ajena.pk}).status_code == 404


def test_who_works_on_all_portals_filters_by_all_of_them(as_moderator, provincia, escritos):
    response = as_moderator.get(reverse("wagtailadmin_explore_root"))
    for name in ("editora", "colega", "ajena", "lejano"):
        assert name in text(response)
    assert len(soup(response).select('input[name="site"]')) == 3


def test_a_page_is_reserved_for_groups_of_the_own_portal_only(alfa, beta):
    page = make_page(alfa, "Interna")
    grant_on_page(alfa.editores, alfa.home, ["wagtailcore.publish_page"])
    browser = alfa.signed_in(make_user("editora", groups=[alfa.editores]))
    url = pages_url("set_privacy", page.pk)
    form = browser.get(url).json()["html"]
    assert "Editores · Alfa" in form
    assert "Editores · Beta" not in form
    data = {"restriction_type": "groups", "password": "", "groups": [beta.editores.pk]}
    assert browser.post(url, data).json()["step"] == "set_privacy"
    assert not PageViewRestriction.objects.exists()
    data["groups"] = [alfa.editores.pk]
    assert browser.post(url, data).json()["step"] == "set_privacy_done"
    assert [*PageViewRestriction.objects.get().groups.all()] == [alfa.editores]


def test_groups_that_the_province_chose_stay_when_the_editor_changes_the_privacy(alfa, beta):
    page = make_page(alfa, "Compartida")
    restriction = PageViewRestriction.objects.create(page=page, restriction_type="groups")
    restriction.groups.set([beta.editores])
    grant_on_page(alfa.editores, alfa.home, ["wagtailcore.publish_page"])
    browser = alfa.signed_in(make_user("editora", groups=[alfa.editores]))
    groups = [alfa.editores.pk, beta.editores.pk]
    data = {"restriction_type": "groups", "password": "", "groups": groups}
    response = browser.post(pages_url("set_privacy", page.pk), data)
    assert response.json()["step"] == "set_privacy_done"
    assert restriction.groups.count() == 2


@pytest.fixture
def mudable(alfa):
    """An editor who may move pages, and a page."""
    grant_on_page(alfa.editores, alfa.home, ["wagtailcore.publish_page"])
    page = make_page(alfa, "Mudable")
    return alfa.signed_in(make_user("editora", groups=[alfa.editores])), page


def test_a_destination_in_another_portal_is_refused_without_its_name(mudable, alfa, beta):
    browser, page = mudable
    beta_home = {"new_parent_page": beta.home.pk}
    assert browser.post(pages_url("move", page.pk), beta_home).status_code == 404
    parent = pages_url("choose_parent", "home", "standardpage")
    response = browser.post(parent, {"parent_page": beta.home.pk})
    assert "Beta" not in text(response)
    assert soup(response).select_one(".w-field__errors")
    bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "move"])
    response = browser.post(f"{bulk}?id={page.pk}", {"chooser": beta.home.pk})
    assert response.status_code == 200
    assert "Beta" not in text(response)
    page.refresh_from_db()
    assert page.is_descendant_of(alfa.home)


def test_a_destination_in_the_own_portal_is_accepted(mudable, alfa):
    browser, page = mudable
    other = make_page(alfa, "Otra")
    response = browser.post(pages_url("move", page.pk), {"new_parent_page": other.pk})
    assert response["Location"] == pages_url("move_confirm", page.pk, other.pk)
    parent = pages_url("choose_parent", "home", "standardpage")
    response = browser.post(parent, {"parent_page": other.pk})
    assert response["Location"] == pages_url("add", "home", "standardpage", other.pk)
    bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "move"])
    assert browser.post(f"{bulk}?id={page.pk}", {"chooser": other.pk}).status_code == 302
    assert StandardPage.objects.child_of(other).get() == page


def test_a_page_is_neither_moved_nor_copied_among_those_of_another_language(mudable, alfa):
    browser, page = mudable
    grant_on_page(alfa.editores, alfa.home_en, ["wagtailcore.publish_page"])
    confirm = pages_url("move_confirm", page.pk, alfa.home_en.pk)
    browser.post(confirm, follow=True)
    bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "move"])
    browser.post(f"{bulk}?id={page.pk}", {"chooser": alfa.home_en.pk})
    browser.post(pages_url("copy", page.pk), _copy_to(alfa.home_en), follow=True)
    assert not StandardPage.objects.child_of(alfa.home_en).exists()
    page.refresh_from_db()
    assert page.is_child_of(alfa.home)


def test_a_page_is_not_moved_where_the_portal_shows_something_else(mudable, alfa):
    browser, _page = mudable
    place = make_page(alfa, "Otra")
    moved = make_page(alfa, "admin", parent=place)
    below = make_page(alfa, "Más abajo", parent=place)

    refused = browser.post(pages_url("move", moved.pk), {"new_parent_page": alfa.home.pk})
    assert "El portal usa esa dirección para otra cosa" in text(refused)
    browser.post(pages_url("move_confirm", moved.pk, alfa.home.pk))
    bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "move"])
    browser.post(f"{bulk}?id={moved.pk}", {"chooser": alfa.home.pk})
    _act(browser, moved, "move", destination_page_id=alfa.home.pk, position="last-child")
    assert StandardPage.objects.child_of(place).filter(pk=moved.pk).exists()

    browser.post(pages_url("move_confirm", moved.pk, below.pk))
    assert StandardPage.objects.child_of(below).get() == moved


@pytest.mark.parametrize(("action", "name"), [("copy", "slug"), ("create_alias", "update_slug")])
def test_the_api_puts_no_copy_where_the_portal_shows_something_else(provincia, alfa, action, name):
    browser = provincia.signed_in(make_user("jefa", is_superuser=True))
    page = make_page(alfa, "Propia")
    for place in ({"destination_page_id": alfa.home.pk}, {}):
        refused = _act(browser, page, action, **place, **{name: "admin"})
        assert refused.status_code == 400
        assert "El portal usa esa dirección" in refused.json()["slug"][0]
    assert not StandardPage.objects.filter(slug="admin").exists()
    inside = {"destination_page_id": page.pk, name: "admin"}
    assert _act(browser, page, action, **inside).status_code == 201


def _act(browser, page, action, **data):
    return browser.post(reverse("wagtailadmin_api:pages:action", args=[page.pk, action]), data)


def _copy_to(parent):
    return {"new_title": "Copia", "new_slug": "copia", "new_parent_page": parent.pk}


def test_an_editor_finds_the_own_pages_only(as_editor, alfa, beta):
    make_noticia(alfa, "Carnaval infantil")
    make_noticia(beta, "Carnaval acuático")
    found = text(as_editor.get(pages_url("search"), {"q": "carnaval"}))
    assert "Carnaval infantil" in found
    assert "Carnaval acuático" not in found


def test_the_filters_cost_the_same_for_many_people(
    as_editor, alfa, beta, escritos, django_assert_max_num_queries
):
    url = reverse("wagtailadmin_explore", args=[alfa.home.pk])
    parents = {portal: make_page(portal, "Rama") for portal in (alfa, beta)}
    as_editor.get(url)
    with CaptureQueriesContext(connection) as few:
        as_editor.get(url)
    for portal, parent in parents.items():
        for number in range(6):
            person = make_user(f"{portal.slug}-{number}", groups=[portal.editores])
            owned(make_page(portal, f"Otra {number}", parent=parent), person)
    with django_assert_max_num_queries(len(few)):
        page = text(as_editor.get(url))
    assert "alfa-5" in page
    assert "beta-5" not in page


@pytest.mark.parametrize("action", ["move", "copy", "create_alias"])
@pytest.mark.parametrize("encoding", ["application/json", "application/x-www-form-urlencoded"])
def test_the_api_of_the_admin_does_not_tell_whether_a_destination_exists(
    as_editor, alfa, beta, action, encoding
):
    page = make_page(alfa, "Propia")
    address = reverse("wagtailadmin_api:pages:action", args=[page.pk, action])

    def answer(destination):
        sent = {"destination_page_id": destination}
        body = json.dumps(sent) if "json" in encoding else urlencode(sent)
        response = as_editor.post(address, body, content_type=encoding)
        return response.status_code, len(response.content)

    assert answer(beta.home.pk) == answer(999_777)
    assert answer(beta.home.pk)[0] in {404, 415}


def test_who_only_sees_a_page_is_led_to_nothing_that_only_its_editors_open(as_editor, alfa):
    page = make_page(alfa, "Página de Alfa")
    translator = alfa.signed_in(make_user("traductora", groups=["Traductores · Alfa"]))

    def led_to(browser, parent, child):
        shown = browser.get(reverse("wagtailadmin_explore", args=[parent.pk]))
        return {
            name
            for name, of in product(("usage", "history"), (parent, child))
            if pages_url(name, of.pk) in shown.content.decode()
        }

    assert led_to(as_editor, alfa.container, alfa.home) == {"history"}  # that of the home
    assert led_to(as_editor, alfa.home, page) == {"usage", "history"}
    assert led_to(translator, alfa.home, page) == set()


def test_a_list_of_pages_of_a_type_offers_to_add_where_one_may_stand(as_editor, alfa):
    def offers(app, model):
        shown = as_editor.get(pages_url("type_use", app, model)).content.decode()
        return pages_url("choose_parent", app, model) in shown

    assert offers("home", "standardpage")
    assert offers("noticias", "noticiapage")
    assert not offers("noticias", "noticiasindexpage")  # only one may exist


def test_the_list_of_the_api_says_of_a_page_what_its_own_address_says(as_editor, alfa, escritos):
    listing = reverse("wagtailadmin_api:pages:listing")
    explored = {"child_of": alfa.home.pk, "for_explorer": 1}
    for query in ({}, explored):
        items = as_editor.get(listing, query).json()["items"]
        assert items
        for item in items:
            detail = reverse("wagtailadmin_api:pages:detail", args=[item["id"]])
            own = as_editor.get(detail).json()
            for page in (own, item):
                if parent := page["meta"]["parent"]:
                    page["meta"]["parent"] = parent["id"]
            assert {name: own["meta"][name] for name in item["meta"]} == item["meta"]
            assert own["title"] == item["title"]
