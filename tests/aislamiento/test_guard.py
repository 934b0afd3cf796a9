"""The guard of the admin checks the ids in addresses before any view runs."""

import pytest
from django.core.checks import run_checks
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories import make_image, make_noticia
from tests.reading import soup


def test_no_address_of_the_admin_is_left_without_description():
    assert [warning.msg for warning in run_checks() if warning.id == "aislamiento.W001"] == []


def test_a_new_address_is_reported(settings):
    settings.ROOT_URLCONF = "tests.aislamiento.unknown_urls"
    assert [warning.msg for warning in run_checks() if warning.id == "aislamiento.W001"] == [
        "The admin address desconocido is not described, so editors get 404."
    ]


def test_a_new_address_is_closed_to_editors(settings, as_editor, as_moderator):
    settings.ROOT_URLCONF = "tests.aislamiento.unknown_urls"
    response = as_editor.get("/admin/desconocido/")
    assert response.status_code == 404
    assert "Todo de todos" not in response.content.decode()
    assert as_moderator.get("/admin/desconocido/").status_code == 200


@pytest.mark.parametrize("name", ["edit", "delete", "move", "history", "workflow_history"])
def test_what_belongs_to_others_and_what_does_not_exist_get_one_answer(as_editor, beta, name):
    foreign = as_editor.get(
        reverse(f"wagtailadmin_pages:{name}", args=[make_noticia(beta, "Ajena").pk])
    )
    missing = as_editor.get(reverse(f"wagtailadmin_pages:{name}", args=[999_999]))
    assert foreign.status_code == missing.status_code == 404
    assert soup(foreign).main.get_text() == soup(missing).main.get_text()


def test_ids_in_the_query_string_are_checked(as_editor, alfa, beta):
    own, foreign = make_image(collection=alfa.collection), make_image(collection=beta.collection)
    url = reverse("wagtailimages_chooser:chosen_multiple")
    assert as_editor.get(url, {"id": own.pk}).status_code == 200
    assert as_editor.get(url, {"id": [own.pk, foreign.pk]}).status_code == 404


@pytest.mark.parametrize("spelling", ["+{}", " {} ", "0{}"])
def test_however_an_id_is_written_it_is_checked(as_editor, beta, spelling):
    foreign = make_image(collection=beta.collection)
    url = reverse("wagtailimages_chooser:chosen_multiple")
    assert as_editor.get(url, {"id": spelling.format(foreign.pk)}).status_code == 404


def test_a_thousand_ids_are_asked_of_the_database_at_once(as_editor, editora):
    def queries(*owners):
        with CaptureQueriesContext(connection) as asked:
            assert as_editor.get("/admin/", {"owner": owners}).status_code == 200
        return len(asked)

    queries(editora.pk)  # fills the caches
    many = [f"{'0' * zeros}{editora.pk}" for zeros in range(200)]
    assert queries(*many) == queries(editora.pk)


@pytest.mark.parametrize("value", ["x", "226.0", "-1", "²", "\x00", "[1]", "9" * 5000])
@pytest.mark.parametrize("who", ["as_editor", "as_administrator"])
def test_what_can_be_no_id_is_not_found_whoever_asks(request, who, value, alfa):
    browser = request.getfixturevalue(who)
    chosen = reverse("wagtailadmin_choose_page_chosen_multiple")
    delete = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
    copy = reverse("wagtailadmin_pages:copy", args=[alfa.noticias.pk])
    for url in (chosen, delete):
        assert browser.get(url, {"id": [alfa.noticias.pk, value]}).status_code == 404
    assert browser.get(reverse("wagtailadmin_explore_root"), {"owner": value}).status_code == 404
    assert browser.post(copy, {"new_parent_page": value}).status_code == 404


@pytest.mark.parametrize("who", ["as_editor", "as_administrator"])
def test_a_filter_that_is_left_open_is_no_id(request, who, alfa):
    explore = reverse("wagtailadmin_explore", args=[alfa.home.pk])
    open_filters = {"owner": ["", ""], "edited_by": "", "q": ""}
    assert request.getfixturevalue(who).get(explore, open_filters).status_code == 200


@pytest.mark.parametrize("who", ["as_editor", "as_administrator"])
def test_an_object_must_be_named_where_one_is_asked_for(request, who):
    browser = request.getfixturevalue(who)
    for kind in ("pages", "images", "documents"):
        url = reverse(f"wagtailadmin_api:{kind}:find")
        assert browser.get(url, {"id": ""}).status_code == 404


@pytest.mark.parametrize(
    "path", ["wagtailcore/page/move", "wagtailcore/page/delete", "auth/user/delete"]
)
def test_nobody_asks_for_all_objects_of_a_kind(as_editor, path):
    assert as_editor.get(f"/admin/bulk/{path}/", {"id": "all"}).status_code == 404


@pytest.mark.parametrize("kind", ["nada/nadie", "auth/group"])
def test_kinds_that_do_not_exist_or_are_not_seen_are_not_found(as_editor, kind):
    assert as_editor.get(f"/admin/bulk/{kind}/delete/?id=1").status_code == 404
