"""On a telephone of 360 × 640 the main answer is on the first screen, and no page is long.

Measured with the fonts of such a telephone, Roboto and Noto Serif.
"""

import pytest
from playwright.sync_api import expect

from .sample import pages

SLUG = "contramaestre"
PHONE = {"viewport": {"width": 360, "height": 640}, "is_mobile": True, "has_touch": True}
SCREEN, FRAME = 640, 120
# Greatest length in screens, of the whole page and of its foot.
LENGTHS = {
    **{("provincia", "/"): 7, (SLUG, "/"): 5, (SLUG, "/tramites/"): 5, (SLUG, "/nada/"): 1.5},
    # A 404 page that suggests a page with a similar name.
    (SLUG, "/es/tramites/12-carne-de-identidad/"): 1.5,
}
FOOT = 0.7
# The elements with the answer of each kind of page, which must fit on the first screen.
ANSWERS = {
    "/avisos/": ["h1", ".que-hacer li"],
    "/buscar/?q=no+hay+agua": [".lista .tarjeta h3"],
    "/directorio/": [".urgentes li:last-child"],
    "/noticias/": [".articulo h1", ".articulo-cabecera .resumen"],
    "/tramites/": [".buscador", ".fila li"],
}

_BOTTOM = "selector => document.querySelector(selector).getBoundingClientRect().bottom"
_FOOT = "[...document.querySelectorAll('.pie')].reduce((sum, foot) => sum + foot.offsetHeight, 0)"


@pytest.fixture
def phone(new_context):
    return new_context(**PHONE, reduced_motion="reduce").new_page()


def bottoms(page, selectors):
    return {selector: round(page.evaluate(_BOTTOM, selector)) for selector in selectors}


def below_the_fold(page, selectors):
    return {name: where for name, where in bottoms(page, selectors).items() if where > SCREEN}


def listed(page):
    """Return the paths of the pages in a list."""
    return page.locator(".tarjeta-titulo a").evaluate_all("links => links.map(a => a.pathname)")


def test_a_procedure_says_where_whether_it_is_open_and_for_how_much(portales, phone):
    phone.goto(portales.url(SLUG, "/tramites/"))
    late = {}
    paths = listed(phone)
    assert len(paths) > 10
    for path in paths:
        phone.goto(portales.url(SLUG, path))
        answers = [".respuesta", ".oficina p", ".oficina .ahora", ".oficina .llamar"]
        if found := below_the_fold(phone, answers):
            late[path] = found
    assert not late


def test_an_entity_says_whether_it_is_open_its_number_and_where_it_is(portales, phone):
    phone.goto(portales.url(SLUG, "/directorio/"))
    late, seen = {}, 0
    for path in listed(phone):
        phone.goto(portales.url(SLUG, path))
        if not phone.locator(".direccion").count() or not phone.locator(".atencion").count():
            continue
        seen += 1
        number = ".articulo .llamar, .articulo .contactos a"
        if found := below_the_fold(phone, [".atencion", ".direccion", number]):
            late[path] = found
    assert seen > 5
    assert not late


@pytest.mark.parametrize("path", ANSWERS)
def test_other_pages_answer_there_too(portales, phone, path):
    where = pages(portales, SLUG).get("aviso", path) if path == "/avisos/" else path
    if path == "/noticias/":
        phone.goto(portales.url(SLUG, path))
        where = listed(phone)[0]
    phone.goto(portales.url(SLUG, where))
    assert not below_the_fold(phone, ANSWERS[path])


def test_the_frame_of_a_page_leaves_it_the_screen(portales, phone):
    tall = {}
    for slug in ("provincia", SLUG, "santiago-de-cuba", "songo-la-maya"):
        for kind, path in pages(portales, slug).items():
            if kind == "home":
                continue
            phone.goto(portales.url(slug, path))
            top = phone.evaluate("document.querySelector('main').getBoundingClientRect().top")
            foot = phone.evaluate(_FOOT) / SCREEN
            if top > FRAME or foot > FOOT:
                tall[slug, kind] = (round(top), round(foot, 2))
    assert not tall


@pytest.mark.parametrize(("place", "most"), LENGTHS.items(), ids=lambda value: str(value))
def test_no_page_is_long(portales, phone, place, most):
    phone.goto(portales.url(*place))
    height = phone.evaluate("document.documentElement.scrollHeight")
    assert height / SCREEN <= most


def test_an_aviso_is_one_line_but_on_the_front_page_where_it_may_be_folded(portales, phone):
    front, inner = portales.url(SLUG, "/"), portales.url(SLUG, "/tramites/")
    details = phone.locator(".aviso").first
    link = details.get_by_role("link", name="Qué hacer y más detalles")
    phone.goto(front)
    expect(link).to_be_visible()
    phone.goto(inner)
    expect(link).to_be_hidden()
    assert details.bounding_box()["height"] < 50
    details.locator("summary").tap()
    expect(link).to_be_visible()
    phone.goto(front)
    details.locator("summary").tap()
    phone.wait_for_function("localStorage.getItem('avisos-plegados').length > 2")
    phone.goto(front)
    expect(link).to_be_hidden()
    details.locator("summary").tap()
    phone.wait_for_function("localStorage.getItem('avisos-plegados') === '[]'")
    phone.goto(front)
    expect(link).to_be_visible()
