"""Redirects belong to a site: users list, choose, change and delete only those of their sites."""

import pytest
from django.core.cache import caches
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import GroupSitePermission

from equipos.roles import permission
from tests.factories import make_page, make_private, make_user
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
    """The editor of Alfa, with permission to manage its redirects."""
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


# --- Redirects that lead nowhere ---------------------------------------------------------


def sent(portal, **changes):
    return {"old_path": "/nueva", "site": portal.site.pk, "is_permanent": "on"} | changes


def complaint(response, field):
    """Return the error of one field of the form."""
    assert response.status_code == 200
    found = soup(response).select(f"#panel-child-{field}-errors, [id$={field}-errors]")
    return " ".join(item.get_text(" ", strip=True) for item in found) or text(response)


def test_a_redirect_to_what_nobody_may_see_is_refused_at_its_field(keeper, alfa):
    draft = make_page(alfa, "Borrador", live=False)
    private = make_page(alfa, "Reservada")
    make_private(private)
    for page in (draft, private):
        response = keeper.post(url("add"), sent(alfa, redirect_page=page.pk))
        assert "no está publicada o es reservada" in complaint(response, "redirect_page")
    for address in ("/nada/", "/borrador/"):
        response = keeper.post(url("add"), sent(alfa, redirect_link=f"{alfa.url}{address}"))
        assert "no hay nada" in complaint(response, "redirect_link")
    response = keeper.post(url("add"), sent(alfa, redirect_link=f"{alfa.url}/reservada/"))
    assert "reservado" in complaint(response, "redirect_link")
    response = keeper.post(url("add"), sent(alfa, redirect_link=f"{alfa.url}/admin/"))
    assert "reservado" in complaint(response, "redirect_link")
    assert "No lleva a ninguna parte" in text(keeper.post(url("add"), sent(alfa)))
    assert not Redirect.objects.exists()


def test_a_redirect_that_comes_back_to_itself_is_refused(keeper, alfa):
    page = make_page(alfa, "Una")
    response = keeper.post(url("add"), sent(alfa, old_path="/una/", redirect_page=page.pk))
    assert "otra vez a sí misma" in complaint(response, "redirect_page")
    response = keeper.post(url("add"), sent(alfa, redirect_link=f"{alfa.url}/nueva/"))
    assert "otra vez a sí misma" in complaint(response, "redirect_link")
    Redirect.objects.create(
        old_path="/otra", site=alfa.site, redirect_link=f"{alfa.url}/nueva/?x=1"
    )
    response = keeper.post(url("add"), sent(alfa, redirect_link=f"{alfa.url}/otra"))
    assert "otra vez a sí misma" in complaint(response, "redirect_link")
    assert Redirect.objects.count() == 1


def test_a_redirect_to_another_page_of_the_own_portal_is_taken(keeper, alfa):
    make_page(alfa, "Una")
    for address in ("/una/", "/buscar/?q=una", "/noticias/rss/"):
        Redirect.objects.all().delete()
        response = keeper.post(url("add"), sent(alfa, redirect_link=f"{alfa.url}{address}"))
        assert response.status_code == 302, text(response)


def test_only_the_province_leads_to_other_sites(keeper, as_administrator, alfa, beta):
    for address in ("https://www.ejemplo.cu/", f"{beta.url}/"):
        response = keeper.post(url("add"), sent(alfa, redirect_link=address))
        assert "administración provincial" in complaint(response, "redirect_link")
    data = sent(alfa, redirect_link="https://www.ejemplo.cu/")
    assert as_administrator.post(url("add"), data).status_code == 302
    [made] = Redirect.objects.all()
    # The target set by the province stays when another field is changed.
    changed = data | {"old_path": "/nueva-dos"}
    assert keeper.post(url("edit", made.pk), changed).status_code == 302


def test_the_list_marks_what_leads_nowhere_by_now(keeper, alfa, redirects):
    assert "no está publicada" not in text(keeper.get(url("index")))
    redirects["alfa"].redirect_page.unpublish()
    Redirect.objects.create(old_path="/a-nada", site=alfa.site, redirect_link=f"{alfa.url}/nada/")
    listed = text(keeper.get(url("index")))
    assert "La página no está publicada o es reservada" in listed
    assert "En esa dirección del portal no hay nada" in listed


def test_the_list_does_not_draw_what_each_address_gives_each_time(keeper, alfa):
    def again(number):
        """Return the number of queries of the list when it is opened again."""
        address = f"{alfa.url}/noticias/?page={number}"
        Redirect.objects.create(old_path=f"/v{number}", site=alfa.site, redirect_link=address)
        keeper.get(url("index"))
        for alias in {*caches} - {"default"}:
            caches[alias].clear()
        with CaptureQueriesContext(connection) as asked:
            keeper.get(url("index"))
        return len(asked)

    assert again(1) == again(2)


@pytest.mark.on_both_databases
def test_the_list_is_narrowed_to_what_leads_nowhere_in_the_own_portals(
    keeper, as_administrator, alfa, beta, redirects
):
    make_page(alfa, "En pie")
    for name, link in (("nada", f"{alfa.url}/nada/"), ("algo", f"{alfa.url}/en-pie/")):
        Redirect.objects.create(old_path=f"/a-{name}", site=alfa.site, redirect_link=link)
    for portal in ("alfa", "beta"):
        redirects[portal].redirect_page.unpublish()

    def listed(browser, query):
        rows = soup(browser.get(f"{url('index')}?{query}")).select("tbody tr")
        return {row.select_one("a").get_text(strip=True) for row in rows}

    broken = "estado=no-llevan"
    assert listed(keeper, broken) == {"/vieja-alfa", "/a-nada"}
    assert listed(keeper, f"{broken}&q=nada") == {"/a-nada"}
    assert listed(keeper, "") == {"/vieja-alfa", "/a-nada", "/a-algo"}
    assert listed(as_administrator, broken) == {"/vieja-alfa", "/vieja-beta", "/a-nada"}
    assert listed(as_administrator, f"{broken}&site={beta.site.pk}") == {"/vieja-beta"}
    exported = keeper.get(f"{url('index')}?{broken}&export=csv")
    assert b"/vieja-alfa" in b"".join(exported.streaming_content)


def test_the_form_opens_with_the_address_that_led_there(keeper, alfa, beta):
    opened = keeper.get(url("add"), {"old_path": "/lo-de-antes", "site": alfa.site.pk})
    assert soup(opened).select_one("[name=old_path]")["value"] == "/lo-de-antes"
    for wrong in (
        {"old_path": "//evil.example"},
        {"old_path": "/" + "a" * 400},
        {"site": "x"},
        {"site": "9" * 40},
    ):
        assert keeper.get(url("add"), wrong).status_code in (200, 404)
    assert keeper.get(url("add"), {"old_path": "/x", "site": beta.site.pk}).status_code == 404


def test_the_address_of_a_page_is_taken_for_the_page_which_may_move(keeper, alfa, committed):
    page = make_page(alfa, "Una")
    assert keeper.post(url("add"), sent(alfa, redirect_link=page.full_url)).status_code == 302
    [made] = Redirect.objects.all()
    assert (made.redirect_page.pk, made.redirect_link) == (page.pk, "")
    # A link with a query string stays an address.
    data = sent(alfa, old_path="/otra", redirect_link=f"{page.full_url}?x=1")
    assert keeper.post(url("add"), data).status_code == 302
    assert Redirect.objects.get(old_path="/otra").redirect_link.endswith("/una/?x=1")


def test_after_it_is_made_nobody_is_led_out_of_the_portals(keeper, alfa):
    page = make_page(alfa, "Una")
    address = f"{url('add')}?next=https://evil.example/"
    response = keeper.post(address, sent(alfa, redirect_page=page.pk))
    assert response.headers["Location"] == url("index")


def test_a_coordinator_who_sees_no_pages_names_them_by_their_address(alfa, beta, redirects):
    coordinator = alfa.signed_in(make_user("coordina", groups=["Coordinador · Alfa"]))
    listed = text(coordinator.get(url("index")))
    assert "/vieja-alfa" in listed
    assert "vieja-beta" not in listed
    assert "vieja-de-todos" not in listed
    form = soup(coordinator.get(url("add"), {"old_path": "/x", "site": alfa.site.pk}))
    assert not form.select("[name=redirect_page]")
    page = make_page(alfa, "Una")
    data = sent(alfa, old_path="/x", redirect_link=page.full_url)
    assert coordinator.post(url("add"), data).status_code == 302
    made = Redirect.objects.get(old_path="/x")
    assert made.redirect_page.pk == page.pk
    assert alfa.get("/x").headers["Location"] == page.full_url
    edit = url("edit", made.pk)
    assert soup(coordinator.get(edit)).select_one("[name=redirect_link]")["value"] == page.full_url
    other = make_page(alfa, "Otra")
    changed = data | {"redirect_link": other.full_url}
    assert coordinator.post(edit, changed).status_code == 302
    made.refresh_from_db()
    assert made.redirect_page.pk == other.pk
    for wrong in (f"{beta.url}/", make_page(beta, "De Beta").full_url, f"{alfa.url}/nada/"):
        response = coordinator.post(url("add"), data | {"old_path": "/y", "redirect_link": wrong})
        assert response.status_code == 200
    assert not Redirect.objects.filter(old_path="/y").exists()
    assert coordinator.get(url("edit", redirects["beta"].pk)).status_code == 404
