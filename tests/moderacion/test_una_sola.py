"""A form that is sent again because its answer was lost makes only one page."""

import pytest
from django.urls import reverse
from django.utils.text import slugify
from wagtail import hooks
from wagtail.models import PageSubscription

from noticias.models import NoticiaPage
from tests.factories import make_noticia, make_user
from tests.reading import filled_form

KEY = "0123456789abcdef0123456789abcdef"


@pytest.fixture
def create(as_editor, alfa):
    """Return a function that sends the form of a new news item, as it saves itself."""
    url = reverse("wagtailadmin_pages:add", args=["noticias", "noticiapage", alfa.noticias.pk])

    def send(browser=as_editor, *, title):
        form = filled_form(browser.get(url), streams=["cuerpo"], title=title, slug=slugify(title))
        return browser.post(url, form | {"creacion": KEY}, headers={"accept": "application/json"})

    return send


def test_what_is_sent_again_stays_one_page_with_what_was_written_since(create):
    create(title="Feria")
    create(title="Feria")
    assert NoticiaPage.objects.get().slug == "feria"
    create(title="Feria del libro")
    page = NoticiaPage.objects.get()
    assert page.title == "Feria del libro"
    assert page.get_latest_revision_as_object().title == "Feria del libro"


def test_what_somebody_went_on_with_stays(create, editora):
    create(title="Feria")
    NoticiaPage.objects.get().save_revision(user=editora, clean=False)
    create(title="Otra feria")
    assert NoticiaPage.objects.count() == 2


def test_nothing_of_others_gives_way(create, alfa, beta):
    foreign = make_noticia(beta, "De Beta", live=False, translation_key=KEY)
    create(title="Feria")
    own = NoticiaPage.objects.get(title="Feria")
    foreign.refresh_from_db()
    assert own.translation_key != foreign.translation_key

    NoticiaPage.objects.all().delete()
    create(title="Feria")
    create(alfa.signed_in(make_user("otra", groups=[alfa.editores])), title="De otra")
    assert set(NoticiaPage.objects.values_list("title", flat=True)) == {"Feria", "De otra"}


@pytest.fixture
def edit(as_editor, alfa, committed):
    """Return a function that sends the form of a page as first rendered, as it saves itself."""
    page = make_noticia(alfa, "Feria", live=False)
    page.save_revision()
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    drawn = as_editor.get(url)

    def send(browser=as_editor, *, title, key=KEY):
        form = filled_form(drawn, streams=["cuerpo"], title=title) | {"edicion": key}
        with committed():
            answer = browser.post(url, form, headers={"accept": "application/json"}).json()
        saved = NoticiaPage.objects.get().get_latest_revision_as_object()
        return answer.get("error_code", ""), saved.title

    return send


def test_a_form_that_saved_itself_goes_on_where_the_answer_was_lost(edit):
    assert edit(title="Feria del libro") == ("", "Feria del libro")
    assert edit(title="Feria del libro y del disco") == ("", "Feria del libro y del disco")


@pytest.mark.on_both_databases
@pytest.mark.django_db(transaction=True)
def test_a_form_goes_on_after_a_save_that_the_database_undid(edit):
    edit(title="Feria del libro")

    def refer_to_nothing(_request, page):
        PageSubscription.objects.filter(page=page).update(page_id=10**9)

    with hooks.register_temporarily("after_edit_page", refer_to_nothing):
        assert edit(title="Feria del disco") == ("conflict", "Feria del libro")
    assert edit(title="Feria de todo") == ("", "Feria de todo")


@pytest.mark.parametrize("key", ["", "ffffffffffffffffffffffffffffffff", "otra cosa"])
def test_what_another_form_has_saved_is_not_written_over(edit, key):
    edit(title="De la otra pestaña", key=key)
    assert edit(title="De esta") == ("invalid_revision", "De la otra pestaña")


def test_nor_what_a_colleague_has_saved_with_the_same_key(edit, alfa):
    edit(alfa.signed_in(make_user("otra", groups=[alfa.editores])), title="De otra")
    assert edit(title="De la editora") == ("invalid_revision", "De otra")


def test_nor_what_was_saved_after_its_own(edit):
    edit(title="De la editora")
    page = NoticiaPage.objects.get().get_latest_revision_as_object()
    page.title = "De otra"
    page.save_revision(user=make_user("otra"))
    assert edit(title="De la editora, más tarde") == ("invalid_revision", "De otra")
