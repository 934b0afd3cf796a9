"""Redirects are kept by site: nothing of another one is listed, offered, changed or deleted."""

import pytest
from django.urls import reverse
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import GroupSitePermission

from equipos.roles import permission
from tests.factories import make_page
from tests.reading import soup, text


def url(name, *args):
    return reverse(f"wagtailredirects:{name}", args=args)


@pytest.fixture
def redirects(alfa, beta):
    """One redirect of each municipality and one of all sites."""
    made = {
        portal.slug: Redirect.objects.create(
            old_path=f"/vieja-{portal.slug}",
            site=portal.site,
            redirect_page=make_page(portal, f"Destino de {portal.slug}"),
        )
        for portal in (alfa, beta)
    }
    made["todos"] = Redirect.objects.create(
        old_path="/vieja-de-todos", redirect_link="https://www.ejemplo.cu/"
    )
    return made


@pytest.fixture
def keeper(alfa, as_editor):
    """The editor of Alfa, with the right to keep its redirects."""
    for action in ("add", "change", "delete"):
        GroupSitePermission.objects.create(
            group=alfa.editores,
            site=alfa.site,
            permission=permission(f"wagtailredirects.{action}_redirect"),
        )
    return as_editor


def refused(response):
    return response.status_code in (302, 403, 404)


def test_an_editor_keeps_no_redirects_unless_given_the_right(as_editor, redirects):
    for name, args in (
        ("index", []),
        ("add", []),
        ("edit", [redirects["alfa"].pk]),
        ("delete", [redirects["alfa"].pk]),
        ("start_import", []),
    ):
        assert refused(as_editor.get(url(name, *args)))


def test_the_list_and_its_export_hold_the_own_site_only(keeper, redirects):
    response = keeper.get(url("index"))
    assert "/vieja-alfa" in text(response)
    for other in ("vieja-beta", "vieja-de-todos", "Destino de beta"):
        assert other not in text(response)
    assert len(soup(response).select('select[name="site"] option[value]:not([value=""])')) == 1
    assert url("start_import") not in response.content.decode()
    export = b"".join(keeper.get(url("index"), {"export": "csv"}).streaming_content).decode()
    assert "/vieja-alfa" in export
    assert "beta" not in export
    assert "vieja-de-todos" not in export


@pytest.mark.parametrize("whose", ["beta", "todos"])
def test_the_redirect_of_another_site_can_be_neither_changed_nor_deleted(keeper, redirects, whose):
    other = redirects[whose]
    assert keeper.get(url("edit", other.pk)).status_code == 404
    assert keeper.post(url("edit", other.pk), {"old_path": "/tomada"}).status_code == 404
    assert keeper.post(url("delete", other.pk)).status_code == 404
    other.refresh_from_db()
    assert other.old_path.startswith("/vieja")


def test_the_right_to_change_is_not_the_right_to_delete(keeper, alfa, redirects):
    GroupSitePermission.objects.filter(permission__codename="delete_redirect").delete()
    assert keeper.get(url("edit", redirects["alfa"].pk)).status_code == 200
    assert refused(keeper.post(url("delete", redirects["alfa"].pk)))
    assert Redirect.objects.filter(pk=redirects["alfa"].pk).exists()


def test_a_redirect_leads_from_the_own_site_to_an_own_page(keeper, alfa, beta, redirects):
    target = make_page(alfa, "Página nueva")
    data = {"old_path": "/nueva", "site": alfa.site.pk, "is_permanent": "on"}
    assert keeper.post(url("add"), data | {"redirect_page": target.pk}).status_code == 302
    made = Redirect.objects.get(old_path="/nueva")
    assert (made.site, made.redirect_page.pk) == (alfa.site, target.pk)


def test_a_redirect_to_a_page_of_another_portal_is_refused_without_its_name(
    keeper, alfa, redirects
):
    target = redirects["beta"].redirect_page
    data = {"old_path": "/nueva", "site": alfa.site.pk, "redirect_page": target.pk}
    response = keeper.post(url("add"), data)
    assert response.status_code == 200
    assert "Destino de beta" not in response.content.decode()
    assert "/nueva" in response.content.decode()
    assert not Redirect.objects.filter(old_path="/nueva").exists()


@pytest.mark.parametrize("site", ["beta", ""])
def test_a_redirect_from_another_site_or_from_all_is_refused(keeper, beta, site):
    data = {"old_path": "/nueva", "redirect_link": "https://www.ejemplo.cu/"}
    data["site"] = beta.site.pk if site else ""
    assert keeper.post(url("add"), data).status_code in (200, 404)
    assert not Redirect.objects.filter(old_path="/nueva").exists()


def test_an_administrator_keeps_the_redirects_of_all_sites(as_administrator, redirects):
    listed = text(as_administrator.get(url("index")))
    for path in ("/vieja-alfa", "/vieja-beta", "/vieja-de-todos"):
        assert path in listed
    assert as_administrator.get(url("edit", redirects["todos"].pk)).status_code == 200
    assert as_administrator.get(url("start_import")).status_code == 200
    assert as_administrator.post(url("delete", redirects["beta"].pk)).status_code == 302
