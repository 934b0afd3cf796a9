"""Tests of all declared screens: menu, refusal and guard."""

import pytest
from django.urls import reverse
from wagtail.admin.menu import reports_menu
from wagtail.admin.viewsets import viewsets

from aislamiento.addresses import get_address
from tableros.reports import ReportViewSet, ScreensViewSet

pytestmark = pytest.mark.django_db

HOME = reverse("wagtailadmin_home")  # the screens are registered when the URLs are first loaded
SCREENS = [viewset for viewset in viewsets.viewsets if isinstance(viewset, ScreensViewSet)]
REPORTS = [viewset for viewset in SCREENS if isinstance(viewset, ReportViewSet)]


def offered(browser):
    """Return the addresses in the menu of reports of the user."""
    request = browser.get(HOME).wsgi_request
    return {str(item.url) for item in reports_menu.menu_items_for_request(request)}


def test_the_reports_are_declared():
    assert len(REPORTS) >= 16
    assert {viewset.name for viewset in SCREENS} >= {"casos", "importacion"}


def test_every_address_is_described_with_its_ids():
    for viewset in SCREENS:
        for pattern in viewset.get_urlpatterns():
            address = get_address(viewset.get_url_name(pattern.name))
            assert address is not None, pattern.name
            assert set(pattern.pattern.converters) <= set(address.path), pattern.name
            assert address.is_total == viewset.is_total


def test_what_the_menu_offers_answers_with_its_title(as_administrator, as_editor):
    for browser, at_least in ((as_administrator, 9), (as_editor, 9)):
        seen = 0
        for viewset in REPORTS:
            if viewset.menu_url in offered(browser):
                page = browser.get(viewset.menu_url, follow=True)  # with one portal, no list
                assert page.status_code == 200, viewset.name
                assert str(viewset.page_title) in page.content.decode(), viewset.name
                seen += 1
        assert seen >= at_least


def test_whom_a_screen_keeps_out_none_of_its_addresses_answers(as_editor, editora):
    """Nor do its rows and the pages below it; and no menu leads there."""
    refused = set()
    for viewset in SCREENS:
        if not viewset.may_enter(editora):
            assert viewset.menu_url not in offered(as_editor)
            for pattern in viewset.get_urlpatterns():
                if not pattern.pattern.converters:
                    name = viewset.get_url_name(pattern.name)
                    answer = as_editor.get(reverse(name))
                    if viewset.is_total:
                        assert answer.status_code == 404, name
                    else:
                        assert (answer.status_code, answer.get("Location")) == (302, HOME), name
                    refused.add(name)
    assert refused >= {
        *("casos:index_results", "casos:persona", "exportar_casos:pedir"),
        *("como_se_responde:index_results", "correos:index", "propuestas:index"),
    }
