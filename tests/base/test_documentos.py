"""A file can be downloaded by readers of a page that offers it, and by users who work with it."""

import json

import pytest
from django.urls import reverse
from wagtail.models import CollectionViewRestriction

from tests.factories import make_document, make_page, make_private, make_user, publish


@pytest.fixture
def acta(alfa, settings):
    settings.WAGTAILDOCS_SERVE_METHOD = "redirect"  # the test storage is in memory
    return make_document("Acta", collection=alfa.collection)


@pytest.fixture
def borrador(alfa, acta):
    """A draft with the document in its body."""
    block = {"type": "documentos", "value": {"titulo": "Actas", "documentos": [acta.pk]}}
    return make_page(alfa, "Sesión", live=False, cuerpo=json.dumps([block]))


def is_served(response, document):
    if response.status_code == 404:
        return False
    assert response["Location"] == document.file.url
    return True


def test_a_document_of_a_draft_is_served_to_those_who_work_with_it_alone(
    alfa, beta, acta, borrador, editora
):
    stranger = make_user("ajena", groups=[beta.editores])
    assert not is_served(alfa.get(acta.url), acta)
    assert not is_served(beta.signed_in(stranger).get(acta.url), acta)
    assert is_served(alfa.signed_in(editora).get(acta.url), acta)


def test_it_is_public_for_as_long_as_a_page_that_offers_it(alfa, acta, borrador):
    publish(borrador)
    assert is_served(alfa.get(acta.url), acta)
    borrador.unpublish()
    assert not is_served(alfa.get(acta.url), acta)


def test_what_is_new_in_the_draft_of_a_public_page_waits_with_it(alfa, acta, borrador):
    page = make_page(alfa, "Otra")
    page.cuerpo = borrador.cuerpo
    page.save_revision()
    assert not is_served(alfa.get(acta.url), acta)


def test_a_document_of_a_private_page_needs_its_password(alfa, acta, borrador):
    publish(borrador)
    restriction = make_private(borrador, password="clave")
    browser = alfa.browser()
    assert not is_served(browser.get(acta.url), acta)
    url = reverse("wagtailcore_authenticate_with_password", args=[restriction.pk, borrador.pk])
    browser.post(url, {"password": "clave", "return_url": borrador.url})
    assert is_served(browser.get(acta.url), acta)


def test_a_document_of_a_private_collection_is_not_given_to_everybody(
    alfa, acta, borrador, editora
):
    publish(borrador)
    CollectionViewRestriction.objects.create(collection=alfa.collection, restriction_type="login")
    assert "login" in alfa.get(acta.url)["Location"]
    assert is_served(alfa.signed_in(editora).get(acta.url), acta)


def is_for_other_sites(response):
    """Whether scripts and pages of other sites may read the response."""
    headers = ("Access-Control-Allow-Origin", "*"), ("Cross-Origin-Resource-Policy", "cross-origin")
    found = {response.get(name) == value for name, value in headers}
    assert len(found) == 1
    return found.pop()


def test_other_sites_read_what_is_for_everybody_alone(alfa, acta, borrador, editora):
    """Users with access get the file, but pages of other sites cannot read it through them."""
    as_editor, visitor = alfa.signed_in(editora), alfa.browser()
    draft = as_editor.get(acta.url)
    assert is_served(draft, acta)
    assert not is_for_other_sites(draft)
    assert not is_for_other_sites(visitor.get(acta.url))

    publish(borrador)
    assert is_for_other_sites(visitor.get(acta.url))
    assert is_for_other_sites(as_editor.get(acta.url))

    restriction = make_private(borrador, password="clave")
    url = reverse("wagtailcore_authenticate_with_password", args=[restriction.pk, borrador.pk])
    visitor.post(url, {"password": "clave", "return_url": borrador.url})
    reserved = visitor.get(acta.url)
    assert is_served(reserved, acta)
    assert not is_for_other_sites(reserved)


@pytest.mark.parametrize("kind", ["login", "password"])
def test_other_sites_do_not_read_what_is_in_a_reserved_folder(alfa, acta, borrador, editora, kind):
    publish(borrador)
    make_page(alfa, "Otra", cuerpo=borrador.cuerpo)
    CollectionViewRestriction.objects.create(
        collection=alfa.collection, restriction_type=kind, password="clave"
    )
    asked = alfa.get(acta.url)  # the page to sign in, or for the password
    assert not is_for_other_sites(asked)
    assert not is_for_other_sites(alfa.signed_in(editora).get(acta.url))
