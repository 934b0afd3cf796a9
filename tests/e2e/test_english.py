"""The checks of the Spanish pages on one page of each kind in English, on a phone.

The demo has no English pages: a copy of it gets them.
"""

import shutil

import pytest

from .conftest import portales_in, run, serving
from .meter import PHONE
from .sample import sitemap
from .test_accessibility import (
    COLOURS,
    INLINE_TARGET,
    SMALL_TARGETS,
    TARGET,
    assert_accessible,
)
from .test_budgets import CSS, JS, PAGE, visit_first
from .test_layout import OVERFLOW

SLUG = "contramaestre"
# Beside the pages themselves.
SCREENS = ("tramites/?evento=identidad", "atencion/escribir/queja/", "buscar/?q=agua", "no-existe/")


@pytest.fixture(scope="module")
def portales(prepared, tmp_path_factory):
    """The demo with English pages, and nobody who works on it meanwhile."""
    var_dir = tmp_path_factory.mktemp("english")
    shutil.copytree(prepared, var_dir, dirs_exist_ok=True)
    english = portales_in(var_dir)
    run(english.env, "manage.py", "crear_portales")  # at the port of this one
    run(english.env, "-m", "tests.e2e.prepare_english", "provincia", SLUG)
    with serving(english.env):
        yield english


def english_pages(portales):
    return [path for path in sitemap(portales, SLUG) if path.startswith("/en/")]


def test_english_pages_are_for_everybody_and_fit_a_phone(portales, new_context):
    paths = [*english_pages(portales), *(f"/en/{screen}" for screen in SCREENS)]
    assert len(paths) > 25
    page = new_context(**PHONE, reduced_motion="reduce").new_page()
    wrong = {}
    for path in paths:
        page.goto(portales.url(SLUG, path))
        assert page.evaluate("document.documentElement.lang") == "en", path
        assert_accessible(page)
        page.emulate_media(color_scheme="dark")
        assert_accessible(page, COLOURS)
        page.emulate_media(color_scheme="light")
        found = page.evaluate(OVERFLOW)
        small = page.evaluate(SMALL_TARGETS, [TARGET, INLINE_TARGET])
        if found["scrolls"] or found["wide"] or small:
            wrong[path] = found, small
    assert not wrong


def test_the_longest_english_pages_stay_within_their_budgets(portales, new_context):
    paths = sorted(english_pages(portales), key=lambda path: len(portales.get(SLUG, path)))
    for path in paths[-6:]:
        meter = visit_first(new_context(**PHONE).new_page(), portales.url(SLUG, path))
        sizes = {name: meter.total(name) for name in ("html", "css", "js", "icon")}
        assert all(sizes.values()), f"something was not measured: {path} {sizes}"
        assert sizes["css"] <= CSS
        assert sizes["js"] <= JS
        assert meter.without_images <= PAGE, path
        assert all(portales.owns(url) for url in meter.received), path
