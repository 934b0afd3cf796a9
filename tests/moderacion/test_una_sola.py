"""A form whose answer was lost on the way is sent again, and makes one page."""

import pytest
from django.urls import reverse
from django.utils.text import slugify

from noticias.models import NoticiaPage
from tests.factories import make_noticia, make_user
from tests.reading import filled_form

KEY = "0123456789abcdef0123456789abcdef"


@pytest.fixture
def create(as_editor, alfa):
    """Return a function that sends the form of a new item of news, as it saves itself."""
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
