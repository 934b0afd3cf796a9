"""Addresses that are not found are counted anonymously, for the users who set redirects."""

from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils.timezone import localdate
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import GroupSitePermission

from equipos.roles import permission
from lecturas.models import Lectura, NoEncontrada
from tests.factories import make_page
from tests.reading import soup, text

from .log import cells_of, count

REPORT = "direcciones:index"


@pytest.fixture
def keeper(alfa, as_editor):
    """The browser of an editor of Alfa who may also set redirects, as its coordinator may."""
    for action in ("add", "change", "delete"):
        GroupSitePermission.objects.create(
            group=alfa.editores,
            site=alfa.site,
            permission=permission(f"wagtailredirects.{action}_redirect"),
        )
    return as_editor


def ask(log, path, portal, **said):
    log.read(path, portal=portal, estado="404", **said)


def kept():
    return dict(NoEncontrada.objects.values_list("ruta", "veces"))


@pytest.mark.on_both_databases
def test_what_is_not_found_is_counted_by_portal_and_day(log, alfa, beta):
    ask(log, "/noticias/123-feria/", alfa, times=2)
    ask(log, "/noticias/123-feria", alfa, day=localdate() - timedelta(days=1))
    ask(log, "/noticias/123-feria", beta)
    count()
    ask(log, "/noticias/123-feria", alfa)
    count()
    count()
    rows = NoEncontrada.objects.order_by("site", "dia").values_list("site", "ruta", "veces")
    ruta = "/noticias/123-feria"
    assert sorted(rows) == sorted(
        [(alfa.site.pk, ruta, 1), (alfa.site.pk, ruta, 3), (beta.site.pk, ruta, 1)]
    )
    assert not Lectura.objects.exists()


@pytest.mark.parametrize(
    "said",
    [
        {"programa": "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"},
        {"programa": ""},
        {"antes": "prefetch"},
        {"host": "www.ejemplo.cu"},
        *(
            {"pagina": pagina}
            for pagina in (
                "/",
                "/wp-login.php",
                "/wp-admin/setup/",
                "/xmlrpc.php",
                "/.env",
                "/algo/.git/config",
                "/administrator/index.php",
                "/phpmyadmin/",
                "/index.php",
                "/apple-touch-icon.png",
                "/images/foto.jpg",
                "/js/app.js",
                "//evil.example/x",
                "/a\u0000b",
                "/" + "a" * 300,
                "http://[",
            )
        ),
    ],
)
def test_what_no_person_meant_is_not_counted(log, alfa, said):
    ask(log, "/noticias/123-feria/", alfa, **said)
    count()
    assert not NoEncontrada.objects.exists()


def test_nobody_is_named_in_what_is_kept(log, alfa):
    for path in (
        "/persona/90010112345/",
        "/persona/90-01-01-12345/",
        "/correo/ana@ejemplo.cu/ver/",
        "/tel/5352123456",
        "/noticias/12345-feria/",
        "/2019/05/12/feria/",
        "/index.php?option=com_content&view=article&id=123:feria",
        "/wp-content/uploads/2019/05/plan.pdf",
    ):
        ask(log, path, alfa)
    count()
    assert kept() == {
        "/persona/…": 2,
        "/correo/…/ver": 1,
        "/tel/…": 1,
        "/noticias/12345-feria": 1,
        "/2019/05/12/feria": 1,
        "/index.php?id=123:feria&option=com_content&view=article": 1,
        "/wp-content/uploads/2019/05/plan.pdf": 1,
    }


@pytest.fixture
def few(monkeypatch):
    """Lower limits: five rows a day; the rows of today are cut to five above thirty."""
    monkeypatch.setattr("lecturas.no_encontradas._MOST", 5)
    monkeypatch.setattr("lecturas.no_encontradas._MOST_TODAY", 30)


def test_what_is_asked_for_all_day_outlasts_what_came_first(log, alfa, few):
    yesterday = localdate() - timedelta(days=1)
    for number in range(5):
        ask(log, f"/inventada-{number}/", alfa, times=2, day=yesterday)
    count()
    for _batch in range(6):
        ask(log, "/noticias/feria/", alfa, day=yesterday)
        count()
    assert kept()["/noticias/feria"] == 6
    call_command("purgar_lecturas", verbosity=0, reloj_correcto=True)
    assert len(kept()) == 5
    assert kept()["/noticias/feria"] == 6


def test_a_flood_of_addresses_leaves_those_that_many_ask_for(log, alfa, few):
    ask(log, "/noticias/feria/", alfa, times=3)
    for number in range(40):
        ask(log, f"/inventada-{number}/", alfa)
    count()
    ask(log, "/noticias/feria/", alfa, times=2)
    assert NoEncontrada.objects.count() == 5
    for number in range(40, 80):
        ask(log, f"/inventada-{number}/", alfa)
    count()
    assert NoEncontrada.objects.count() == 5
    assert kept()["/noticias/feria"] == 5


def test_they_are_kept_for_their_term(log, alfa, settings):
    settings.NO_ENCONTRADAS_DIAS = 10
    for ago in (1, 9, 12):
        ask(log, "/feria/", alfa, day=localdate() - timedelta(days=ago))
    count()
    call_command("purgar_lecturas", verbosity=0, reloj_correcto=True)
    assert NoEncontrada.objects.count() == 2


# --- The report -----------------------------------------------------------------------------


def rows_of(browser, **asked):
    response = browser.get(reverse(REPORT), asked)
    if not soup(response).find("table", class_="listing"):
        return []
    return [
        [row[0].removesuffix(" Llevarla a una página"), *row[1:3]] for row in cells_of(response)
    ]


@pytest.mark.on_both_databases
def test_who_keeps_redirects_reads_what_people_ask_for_in_the_own_portal(log, keeper, alfa, beta):
    ask(log, "/noticias/123-feria/", alfa, times=3)
    ask(log, "/noticias/123-feria/", alfa, day=localdate() - timedelta(days=3))
    ask(log, "/lejos/", alfa, day=localdate() - timedelta(days=20))
    ask(log, "/de-beta/", beta, times=9)
    count()
    assert rows_of(keeper) == [
        ["/noticias/123-feria", "Alfa", "4"],
        ["/lejos", "Alfa", "1"],
    ]
    assert rows_of(keeper, dias="7") == [["/noticias/123-feria", "Alfa", "4"]]
    assert rows_of(keeper, q="lej") == [["/lejos", "Alfa", "1"]]
    exported = keeper.get(reverse(REPORT), {"export": "csv"}).getvalue().decode()
    assert "/noticias/123-feria,Alfa,4" in exported
    assert "de-beta" not in exported


def test_who_writes_in_another_portal_too_reads_only_where_redirects_are_theirs(
    log, keeper, editora, alfa, beta
):
    editora.groups.add(beta.editores)
    ask(log, "/de-alfa/", alfa)
    ask(log, "/de-beta/", beta)
    count()
    assert [row[0] for row in rows_of(keeper)] == ["/de-alfa"]


def test_the_province_reads_all_and_narrows_to_one(log, as_administrator, alfa, beta):
    ask(log, "/de-alfa/", alfa)
    ask(log, "/de-beta/", beta, times=2)
    count()
    assert [row[0] for row in rows_of(as_administrator)] == ["/de-beta", "/de-alfa"]
    assert [row[0] for row in rows_of(as_administrator, site=alfa.site.pk)] == ["/de-alfa"]


def test_who_may_set_no_redirect_is_not_offered_the_report(as_editor, as_moderator):
    assert as_editor.get(reverse(REPORT)).status_code in (302, 403)
    assert as_moderator.get(reverse(REPORT)).status_code in (302, 403)
    assert reverse(REPORT) not in as_editor.get(reverse("wagtailadmin_home")).text


def test_one_tap_leads_to_a_redirect_that_takes_the_address_out(log, keeper, alfa, committed):
    page = make_page(alfa, "Feria")
    ask(log, "/noticias/123-feria/", alfa, times=3)
    ask(log, "/persona/90010112345/", alfa)
    count()
    assert alfa.get("/noticias/123-feria/").status_code == 404
    links = soup(keeper.get(reverse(REPORT))).select("td a.button")
    [link] = links  # a masked address cannot be redirected
    assert parse_qs(urlsplit(link["href"]).query)["old_path"] == ["/noticias/123-feria"]
    form = soup(keeper.get(link["href"]))
    path = form.select_one("[name=old_path]")["value"]
    site = form.select_one("[name=site] option[selected]")["value"]
    data = {"old_path": path, "site": site, "is_permanent": "on", "redirect_page": page.pk}
    [sent] = [item for item in form.find_all("form") if item.find(attrs={"name": "old_path"})]
    with committed():
        done = keeper.post(sent["action"], data)
    assert (done.status_code, done.headers["Location"]) == (302, reverse(REPORT))
    assert alfa.get("/noticias/123-feria/").headers["Location"] == page.full_url
    assert [row[0] for row in rows_of(keeper)] == ["/persona/…"]


def test_without_any_it_says_so(keeper, alfa, beta):
    Redirect.objects.create(old_path="/x", site=beta.site, redirect_link="https://e.cu/")
    assert "Nadie ha pedido en estos días" in text(keeper.get(reverse(REPORT)))
