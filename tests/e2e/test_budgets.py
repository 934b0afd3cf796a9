"""The cost of a first visit on a phone of 360 px, in bytes as the browser received them."""

import pytest

from .carta import QUEJA, send_queja
from .conftest import SLUGS
from .meter import CSS, JS, KB, PAGE, PHONE, assert_within_budgets, measure, visit, visit_first
from .sample import pages

EVERY_KIND = ("provincia", "contramaestre")  # municipalities differ only in their data
PLACES = [
    *(
        (slug, kind)
        for slug in EVERY_KIND
        for kind in (
            "home",
            "news list",
            "news of a category",
            "news page",
            "agenda",
            "event",
            "section",
            "standard page",
            "directory",
            "directory on paper",
            "entity",
            "report of an entity",
            "procedures",
            "procedure",
            "procedure with several prices",
            "procedure as text",
            "avisos",
            "aviso",
            "attention",
            "form of a case",
            "key of a case",
            "government",
            "delegates of a street",
            "organ",
            "session",
            "agreements",
            "consultation",
            "results of a consultation",
            "transparency",
            "results",
            "indicator",
            "comparison",
            "presence",
            "search with results",
            "not found",
        )
    ),
    *((slug, "home") for slug in SLUGS if slug not in EVERY_KIND),
]


@pytest.mark.parametrize(("slug", "kind"), PLACES)
def test_a_page_stays_within_its_budget(portales, new_context, record_property, slug, kind):
    # ``pages`` reads all pages of a portal, so only the other kinds use it.
    path = "/" if kind == "home" else pages(portales, slug)[kind]
    found = measure(
        portales,
        new_context,
        slug,
        path,
        then="/noticias/" if kind != "news list" else "/",
        to_the_end=kind == "home",
    )
    record_property(
        "bytes",
        f"{f'{slug}: {kind}':<34}"
        + "".join(f"{size / KB:>8.1f}" for size in (*found.sizes.values(), found.own))
        + f"{found.above / KB:>14.1f}{(found.own + found.above) / KB:>11.1f}"
        + (f"{found.to_the_end / KB:>12.1f}" if found.to_the_end else f"{'':>12}")
        + f"{found.afterwards / KB:>9.1f}",
    )
    assert_within_budgets(found, portales)


@pytest.fixture(scope="module")
def pass_of_a_case(portales, browser, browser_context_args):
    """The cookies and storage of a browser that has just sent a case."""
    context = browser.new_context(**browser_context_args | PHONE)
    try:
        send_queja(context.new_page(), portales.url("contramaestre", QUEJA))
        return context.storage_state()
    finally:
        context.close()


@pytest.mark.xdist_group("budgets of a case")
@pytest.mark.parametrize(
    "path",
    ["acuse/", "seguimiento/caso/", "seguimiento/anadir/", "seguimiento/retirar/"],
)
def test_a_screen_of_a_case_stays_within_its_budget(
    portales, new_context, record_property, pass_of_a_case, path
):
    url = portales.url("contramaestre", f"/atencion/{path}")
    page = new_context(**PHONE, storage_state=pass_of_a_case).new_page()
    meter = visit_first(page, url)

    assert page.url == url, "the browser was led elsewhere"
    sizes = {name: meter.total(name) for name in ("html", "css", "js", "icon")}
    own = meter.without_images
    record_property(
        "bytes",
        f"{f'contramaestre: {path}':<34}"
        + "".join(f"{size / KB:>8.1f}" for size in (*sizes.values(), own)),
    )
    assert all(sizes.values()), f"something was not measured: {sizes}"
    assert sizes["css"] <= CSS
    assert sizes["js"] <= JS
    assert own <= PAGE
    assert all(portales.owns(url) for url in meter.received)


def test_the_stylesheet_comes_in_the_smallest_form_that_a_browser_reads(portales, new_context):
    page = new_context(**PHONE).new_page()
    with page.expect_response("**/*.css") as sheet:
        visit(page, portales.url("contramaestre"))
    assert sheet.value.header_value("content-encoding") == "br"
