"""Publishing without the workflow works only for pages of others, or as an urgent publication."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageLogEntry, PageViewRestriction

from moderacion.urgentes import URGENT_ACTION
from noticias.models import NoticiaPage
from tests.factories import make_noticia, make_page, make_user
from tests.reading import filled_form, text

from .writing import add_url, bulk, decide, edit_url, editor_of, page_url, rewrite, said, write

PUBLISH = {"action-publish": "1"}


def urgent_entries(page):
    return PageLogEntry.objects.filter(page=page, action=URGENT_ACTION)


@pytest.fixture(scope="module")
def _drafted(once):
    once(lambda portales: write_a_draft(portales.alfa))


def write_a_draft(alfa):
    write(alfa.signed_in(editor_of(alfa)), alfa, "Un borrador")


@pytest.fixture
def borrador(_drafted, alfa):
    """A draft that the editor of Alfa has not submitted."""
    return NoticiaPage.objects.child_of(alfa.noticias).get(title="Un borrador")


@pytest.fixture
def urgente(alfa):
    return make_user("urgente", groups=[alfa.editores, "Publicación urgente"])


@pytest.fixture(params=["as_moderator", "as_administrator"])
def publisher(request):
    """A browser of each role that may publish."""
    return request.getfixturevalue(request.param)


# --- Own pages --------------------------------------------------------------------------


def test_whoever_may_publish_does_not_publish_the_page_they_create(publisher, alfa):
    page = write(publisher, alfa, "Recién hecha", **PUBLISH)
    assert not page.live
    assert alfa.get("/noticias/recien-hecha/").status_code == 404


def test_what_could_not_be_published_is_kept_and_explained(publisher, alfa, borrador):
    response = rewrite(publisher, borrador, title="Cambiada por otra mano", **PUBLISH)
    assert response.status_code == 302
    assert "No se publicó" in said(publisher, response)
    borrador.refresh_from_db()
    assert not borrador.live
    assert borrador.get_latest_revision_as_object().title == "Cambiada por otra mano"


def test_a_change_of_what_is_live_is_not_published_by_its_author(publisher, alfa):
    page = make_noticia(alfa, "Publicada")
    rewrite(publisher, page, title="Cambiada")
    rewrite(publisher, page, title="Cambiada otra vez", **PUBLISH)
    assert "Cambiada" not in text(alfa.get("/noticias/publicada/"))


def test_what_a_colleague_wrote_is_published_untouched(publisher, alfa, borrador):
    rewrite(publisher, borrador, **PUBLISH)
    assert alfa.get("/noticias/un-borrador/").status_code == 200
    assert not urgent_entries(borrador).exists()


def test_an_older_version_is_not_brought_back_past_the_workflow(publisher, alfa, borrador):
    first = borrador.get_latest_revision()
    rewrite(publisher, borrador, title="Otro título")
    url = page_url("revisions_revert", borrador.pk, first.pk)
    form = filled_form(publisher.get(url), streams=["cuerpo"])
    publisher.post(url, form | PUBLISH)
    borrador.refresh_from_db()
    assert not borrador.live


def test_an_older_version_of_a_colleagues_page_is_a_change_of_ones_own(
    publisher, as_editor, alfa, borrador
):
    first = borrador.get_latest_revision()
    rewrite(as_editor, borrador, title="Otro título")
    url = page_url("revisions_revert", borrador.pk, first.pk)
    publisher.post(url, filled_form(publisher.get(url), streams=["cuerpo"]) | PUBLISH)
    borrador.refresh_from_db()
    assert not borrador.live


def test_many_at_once_are_published_but_for_ones_own(publisher, as_editor, alfa, borrador):
    own = write(publisher, alfa, "Hecha por quien publica")
    bulk(publisher, "publish", own, borrador)
    own.refresh_from_db()
    borrador.refresh_from_db()
    assert (own.live, borrador.live) == (False, True)


def test_ones_own_page_below_a_colleagues_is_not_published_with_it(publisher, alfa, as_editor):
    parent = make_page(alfa, "Madre", live=False)
    child = make_page(alfa, "Hija", parent=parent, live=False)
    rewrite(as_editor, parent)
    rewrite(publisher, child, title="Hija cambiada")
    bulk(publisher, "publish", parent, include_descendants="on")
    child.refresh_from_db()
    assert not child.live


def test_a_date_in_the_future_does_not_publish_ones_own_page_later(publisher, alfa):
    soon = timezone.localtime() + timedelta(seconds=1)
    page = write(publisher, alfa, "A su hora", go_live_at=f"{soon:%d/%m/%Y %H:%M}", **PUBLISH)
    assert page.scheduled_revision is None
    call_command("publish_scheduled", verbosity=0)
    page.refresh_from_db()
    assert not page.live


def test_a_copy_is_made_as_a_draft(publisher, alfa):
    page = make_noticia(alfa, "Publicada")
    data = {
        "new_title": "La copia",
        "new_slug": "la-copia",
        "new_parent_page": alfa.noticias.pk,
        "publish_copies": "on",
    }
    publisher.post(page_url("copy", page.pk), data)
    assert not NoticiaPage.objects.filter(slug="la-copia", live=True).exists()
    publisher.post(page_url("copy", page.pk), data | {"publish_copies": ""})
    assert NoticiaPage.objects.filter(slug="la-copia", live=False).exists()


def test_withdrawing_a_page_does_not_bring_ones_own_change_of_it_out(publisher, alfa):
    page = make_noticia(alfa, "Publicada")
    rewrite(publisher, page, title="Cambiada")
    publisher.post(page_url("unpublish", page.pk))
    rewrite(publisher, page, **PUBLISH)
    bulk(publisher, "publish", page)
    page.refresh_from_db()
    assert not page.live


def test_a_draft_of_ones_own_stays_one_below_what_is_live(publisher, alfa):
    own, target = make_page(alfa, "Propia", live=False), make_page(alfa, "Destino")
    rewrite(publisher, own, title="Cambiada")
    publisher.post(page_url("move_confirm", own.pk, target.pk))
    own.refresh_from_db()
    assert own.is_child_of(target)
    assert not own.live


@pytest.mark.parametrize("who", ["as_editor", "as_moderator", "as_administrator"])
def test_the_api_of_the_admin_is_no_way_around(request, who, alfa):
    browser = request.getfixturevalue(who)
    own = write(browser, alfa, "Propia")
    live = make_noticia(alfa, "Publicada")
    rewrite(browser, live, title="Cambiada")
    revision = live.get_latest_revision().pk

    def act(page, name, **data):
        url = reverse("wagtailadmin_api:pages:action", args=[page.pk, name])
        return browser.post(url, data).status_code

    assert act(own, "publish") == 403
    assert act(live, "publish") == 403
    act(live, "revert_to_page_revision", revision_id=revision)
    place = {"destination_page_id": alfa.noticias.pk, "recursive": False}
    act(live, "copy", keep_live=True, slug="copia", title="Copia", **place)
    act(own, "create_alias", update_slug="alias", **place)
    shown = NoticiaPage.objects.descendant_of(alfa.home).live()
    assert [page.title for page in shown] == ["Publicada"]


def test_what_waits_for_moderation_is_decided_and_not_published_around_it(publisher, enviada):
    rewrite(publisher, enviada, **PUBLISH)
    bulk(publisher, "publish", enviada)
    enviada.refresh_from_db()
    assert not enviada.live
    assert enviada.workflow_in_progress


def test_publishing_is_offered_only_where_it_can_be_done(as_moderator, alfa, borrador, enviada):
    def offers(url):
        return 'name="action-publish"' in as_moderator.get(url).content.decode()

    assert offers(edit_url(borrador))
    assert not offers(edit_url(enviada))
    assert not offers(edit_url(write(as_moderator, alfa, "Propia")))
    assert not offers(add_url(alfa.noticias))


def test_what_nobody_has_written_yet_is_edited_and_not_published_as_it_is(as_administrator, alfa):
    container = alfa.home.get_parent()
    assert container.latest_revision_id is None
    response = as_administrator.get(edit_url(container))
    assert response.status_code == 200
    assert "Publicar tal como está" not in text(response)


def test_publishing_is_not_offered_where_only_a_change_of_ones_own_could_be_published(
    as_moderator, as_editor, alfa
):
    page = make_noticia(alfa, "Ya publicada")
    assert "Publicar tal como está" not in text(as_moderator.get(edit_url(page)))
    assert 'name="action-publish"' not in as_moderator.get(edit_url(page)).content.decode()
    rewrite(as_editor, page, title="Cambiada por la editora")
    assert "Publicar tal como está" in text(as_moderator.get(edit_url(page)))
    older = page_url("revisions_revert", page.pk, page.live_revision_id)
    assert 'name="action-publish"' not in as_moderator.get(older).content.decode()


# --- Urgent publication -----------------------------------------------------------------


def test_who_is_trusted_publishes_at_once_and_the_log_says_so(alfa, urgente):
    page = write(alfa.signed_in(urgente), alfa, "Suspendidas las clases", **PUBLISH)
    assert alfa.get("/noticias/suspendidas-las-clases/").status_code == 200
    [entry] = urgent_entries(page)
    assert entry.user == urgente
    assert "urgencia" in entry.message


def test_who_is_trusted_withdraws_what_was_wrong(alfa, urgente):
    browser = alfa.signed_in(urgente)
    page = write(browser, alfa, "Suspendidas las clases", **PUBLISH)
    browser.post(page_url("unpublish", page.pk))
    assert alfa.get("/noticias/suspendidas-las-clases/").status_code == 404


def test_trust_ends_with_the_own_portal(beta, urgente):
    page = make_noticia(beta, "De Beta", live=False)
    response = beta.signed_in(urgente).get(edit_url(page))
    assert response.status_code in (302, 404)


def test_an_approval_is_no_urgent_publication(enviada, as_moderator):
    decide(as_moderator, enviada, "approve")
    assert not urgent_entries(enviada).exists()


# --- Only users who may publish change what citizens see ------------------------------------


@pytest.fixture
def madre(alfa):
    """A draft with a published page below it."""
    parent = make_page(alfa, "Madre", live=False)
    make_page(alfa, "Hija", parent=parent)
    assert alfa.get("/madre/hija/").status_code == 200
    return parent


def test_an_editor_does_not_change_the_address_above_what_is_live(as_editor, alfa, madre):
    response = rewrite(as_editor, madre, slug="otra")
    assert response.status_code == 200
    assert "dirección" in text(response)
    assert alfa.get("/madre/hija/").status_code == 200


def test_a_moderator_changes_it(as_moderator, alfa, madre, committed):
    with committed():
        assert rewrite(as_moderator, madre, slug="otra").status_code == 302
    assert alfa.get("/otra/hija/").status_code == 200


def test_an_editor_changes_the_address_of_a_draft(as_editor, alfa, borrador):
    assert rewrite(as_editor, borrador, slug="otra-cosa").status_code == 302


def test_an_editor_changes_a_live_address_only_through_moderation(as_editor, as_moderator, alfa):
    page = make_noticia(alfa, "Publicada")
    rewrite(as_editor, page, slug="otra", **{"action-submit": "1"})
    assert alfa.get("/noticias/publicada/").status_code == 200
    decide(as_moderator, page, "approve")
    assert alfa.get("/noticias/otra/").status_code == 200


@pytest.mark.parametrize("action", ["move", "delete", "unpublish"])
def test_an_editor_does_not_take_away_what_is_live_below_a_draft(as_editor, alfa, madre, action):
    target = make_page(alfa, "Destino", live=False)
    bulk(as_editor, action, madre, chooser=target.pk)
    if action == "move":
        as_editor.post(page_url("move_confirm", madre.pk, target.pk))
    elif action == "delete":
        as_editor.post(page_url("delete", madre.pk))
    assert alfa.get("/madre/hija/").status_code == 200


def test_an_editor_does_not_reserve_pages(as_editor, alfa):
    for page in (make_noticia(alfa, "Publicada"), make_noticia(alfa, "Borrador", live=False)):
        as_editor.post(page_url("set_privacy", page.pk), {"restriction_type": "login"})
    as_editor.post(page_url("set_privacy", alfa.home.pk), {"restriction_type": "login"})
    assert not PageViewRestriction.objects.exists()


def test_an_editor_does_not_put_pages_in_another_order(as_editor, alfa):
    make_noticia(alfa, "Uno")
    page = make_noticia(alfa, "Dos")
    as_editor.post(page_url("set_page_position", page.pk) + "?position=0")
    assert [p.title for p in alfa.noticias.get_children()] == ["Uno", "Dos"]


def test_a_day_of_expiry_takes_effect_with_the_approval(as_editor, as_moderator, alfa):
    page = make_noticia(alfa, "Publicada")
    day = timezone.localtime() + timedelta(days=1)
    rewrite(as_editor, page, expire_at=f"{day:%d/%m/%Y %H:%M}", **{"action-submit": "1"})
    page.refresh_from_db()
    assert page.expire_at is None
    decide(as_moderator, page, "approve")
    page.refresh_from_db()
    assert page.expire_at is not None


def test_an_editor_copies_what_is_live_as_a_draft(as_editor, alfa):
    page = make_noticia(alfa, "Publicada")
    data = {"new_title": "Copia", "new_slug": "copia", "new_parent_page": alfa.noticias.pk}
    for extra in ({"publish_copies": "on"}, {"alias": "on"}, {}):
        as_editor.post(page_url("copy", page.pk), data | extra)
        assert not NoticiaPage.objects.filter(slug="copia", live=True).exists()
    assert NoticiaPage.objects.filter(slug="copia", live=False).exists()


def test_an_editor_does_not_detach_a_live_alias(as_editor, alfa):
    alias = make_noticia(alfa, "Publicada").create_alias(update_slug="alias")
    as_editor.post(page_url("convert_alias", alias.pk))
    alias.refresh_from_db()
    assert alias.alias_of_id is not None


def test_a_moderator_withdraws_moves_and_reserves(as_moderator, alfa):
    pages = [make_noticia(alfa, title) for title in ("Una", "Dos")]
    as_moderator.post(page_url("unpublish", pages[0].pk))
    as_moderator.post(page_url("set_privacy", pages[1].pk), {"restriction_type": "login"})
    assert alfa.get("/noticias/una/").status_code == 404
    assert PageViewRestriction.objects.filter(page=pages[1]).exists()
