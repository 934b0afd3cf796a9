"""The admin fits the screen of a small laptop and of a telephone, for every role."""

import json

import pytest

LAPTOP = {"width": 1366, "height": 768}
PHONE = {"width": 360, "height": 740}
ROLES = (
    "editor-guama",
    "traductor-contramaestre",
    "atencion-guama",
    "coordinador-guama",
    "moderador",
    "administrador",
)
PAGES_OF_LINKS = "/admin/informes/", "/admin/configuracion/"

_PATHS = "links => links.map(link => link.pathname)"
# Wagtail clips what is wider than the screen, so nothing scrolls: it could not be read or pressed.
# What only a screen reader reads, and panels that wait beside the screen, are no fault.
_CUT = """() => {
    const width = document.documentElement.clientWidth;
    const isElsewhere = element => {
        for (let it = element; it !== document.body; it = it.parentElement) {
            const { overflowX, visibility, opacity } = getComputedStyle(it);
            const scrolls = it !== element && /auto|scroll/.test(overflowX);
            if (scrolls || it.offsetWidth <= 1 || visibility === "hidden" || opacity === "0")
                return true;
        }
        return false;
    };
    const read = "a, button, input:not([type=hidden]), select, textarea, h1, h2, h3, label, p, th";
    return [...document.querySelectorAll(read)].filter(element => {
        const { left, right } = element.getBoundingClientRect();
        const isCut = right > width + 1 && left < width && element.tabIndex !== -1;
        return isCut && element.getClientRects().length && !isElsewhere(element);
    }).slice(0, 3).map(element => element.outerHTML.slice(0, 150));
}"""


def addresses(admin):
    """Return the addresses of all screens that the menu of the user leads to."""
    admin.open()
    props = admin.page.locator("#wagtail-sidebar-props").text_content()
    found = {"/admin/": None} | dict.fromkeys(_urls(json.loads(props)))
    for path in PAGES_OF_LINKS:
        if path in found:
            admin.open(path)
            found |= dict.fromkeys(admin.page.locator("main a[href]").evaluate_all(_PATHS))
    return [path for path in found if path.startswith("/admin/") and "logout" not in path]


def _urls(value):
    """Yield each ``url`` in the data of the menu, at any depth."""
    if isinstance(value, dict):
        if isinstance(value.get("url"), str):
            yield value["url"].partition("?")[0]
        value = value.values()
    elif not isinstance(value, list):
        return
    for part in value:
        yield from _urls(part)


@pytest.mark.parametrize("size", [LAPTOP, PHONE], ids=["laptop", "phone"])
@pytest.mark.parametrize("username", ROLES)
def test_no_screen_of_the_menu_is_cut_off(sign_in, username, size):
    admin = sign_in(username, viewport=size)
    broken = {}
    found = addresses(admin)
    assert len(found) > 3
    for path in found:
        admin.open(path)
        if cut := admin.page.evaluate(_CUT):
            broken[path] = cut
    assert not broken, "\n".join(f"{path}: {cut}" for path, cut in broken.items())


@pytest.mark.parametrize("username", ROLES)
def test_the_menu_fits_a_small_laptop(sign_in, username):
    admin = sign_in(username, viewport=LAPTOP)
    admin.open()
    menu = admin.page.get_by_role("navigation", name="Menú principal")
    entries = menu.get_by_role("link").or_(menu.get_by_role("button")).filter(visible=True)
    boxes = [entry.bounding_box() for entry in entries.all()]
    assert len(boxes) > 2
    assert max(box["y"] + box["height"] for box in boxes) <= LAPTOP["height"]


@pytest.mark.parametrize("username", ["editor-guama", "moderador"])
def test_what_waits_is_on_the_first_screen(sign_in, username):
    admin = sign_in(username, viewport=LAPTOP)
    admin.open()
    region = admin.page.get_by_role("main").get_by_role("region").first
    heading = region.get_by_role("heading").first.bounding_box()
    assert heading["y"] + heading["height"] < LAPTOP["height"]
