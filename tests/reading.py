"""What a person or a robot reads in a response."""

import json
import re

from bs4 import BeautifulSoup
from defusedxml import ElementTree
from pyld import jsonld
from wagtail.test.utils.form_data import nested_form_data, querydict_from_html, streamfield

_SCHEMA_ORG = {"@context": {"@vocab": "https://schema.org/"}}


def soup(response):
    return BeautifulSoup(response.content, "html.parser")


def text(response):
    """Return what is to be read between the first and the last tag of the body."""
    return " ".join(soup(response).body.get_text(" ").split())


def titles(response):
    """Return the headings of the page, without what its foot asks of every page."""
    return [h2.get_text() for h2 in soup(response).select("main h2:not(.opinion *)")]


def links(response, *, within=None):
    """Return {text: address} of the links, of the whole page or of the element ``within``."""
    scope = soup(response)
    if within is not None:
        scope = scope.select_one(within)
    return {" ".join(a.get_text(" ").split()): a["href"] for a in scope.find_all("a", href=True)}


def offered(browser):
    """Return what the menus of the admin lead to: the column at the side, and two pages."""
    column = soup(browser.get("/admin/")).find(id="wagtail-sidebar-props").string
    pages = (browser.get(f"/admin/{menu}/") for menu in ("informes", "configuracion"))
    return "\n".join([column, *(str(soup(page).main) for page in pages)])


def meta(response, name):
    """Return the content of a ``<meta>`` by its name or property, or None without one."""
    tag = soup(response).find("meta", attrs={"name": name}) or soup(response).find(
        "meta", attrs={"property": name}
    )
    return tag and tag["content"]


def rel(response, kind, **attrs):
    """Return the addresses of the ``<link rel=kind>`` elements of the head."""
    return [tag["href"] for tag in soup(response).head.find_all("link", rel=kind, **attrs)]


def json_ld(response):
    """Return the schema.org objects of the page by their type, as programs understand them.

    What stands under a name that JSON-LD cannot resolve is lost, and a list of one is no list.
    """
    data = soup(response).find("script", type="application/ld+json")
    facts = jsonld.expand(json.loads(data.string), {"documentLoader": _schema_org})
    understood = jsonld.compact(facts, _SCHEMA_ORG)
    return {item["@type"]: item for item in understood.get("@graph", [understood])}


def _schema_org(url, options):
    """Answer for the one vocabulary that pages name; tests ask nobody."""
    assert url == "https://schema.org"
    return {"contextUrl": None, "documentUrl": url, "document": _SCHEMA_ORG}


def xml(response):
    return ElementTree.fromstring(response.content)


def filled_form(response, *, streams=(), **changes):
    """Return the page form of the admin as a person would send it back.

    The scripts of the admin draw the streams, so they are given by name: empty ones in
    ``streams``, filled ones in ``changes`` as ``[(block, value), …]``.
    """
    data = querydict_from_html(response.content.decode(), form_id="page-edit-form").dict()
    data |= nested_form_data({name: streamfield([]) for name in streams})
    for name, value in changes.items():
        if isinstance(value, list):
            data |= nested_form_data({name: streamfield(value)})
        else:
            data[name] = value
    return data


def as_sent(blocks):
    """Return a rich text of ``blocks``, each (kind, words, styles), as its editor sends it."""
    return json.dumps(
        {
            "blocks": [
                {
                    "key": str(number),
                    "type": kind,
                    "text": words,
                    "depth": 0,
                    "inlineStyleRanges": styles,
                    "entityRanges": [],
                    "data": {},
                }
                for number, (kind, words, styles) in enumerate(blocks)
            ],
            "entityMap": {},
        },
        ensure_ascii=False,
    )


def press(browser, response, words):
    """Press the first button that says ``words``; a form without its token is refused."""
    button = soup(response).find("button", string=words)
    form = button.find_parent("form")
    sent = [tag for tag in (*form.find_all("input"), button) if tag.get("name")]
    browser.handler.enforce_csrf_checks = True
    try:
        data = {tag["name"]: tag.get("value", "") for tag in sent}
        return browser.post(form["action"], data, follow=True)
    finally:
        browser.handler.enforce_csrf_checks = False


def block_errors(response):
    """Return what the admin says about the blocks of a form; its scripts draw it from data."""
    values = soup(response).find_all(attrs={"data-w-block-arguments-value": True})
    data = [json.loads(tag["data-w-block-arguments-value"]) for tag in values]
    return json.dumps(data, ensure_ascii=False)


_TIME = r"([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,3})?)?"
_DATETIME = re.compile(
    rf"\d{{4,}}(-\d\d(-\d\d([T ]{_TIME}(Z|[+-]\d\d:?\d\d)?)?)?)?|{_TIME}|\d{{4,}}-W\d\d"
)


def is_a_time(tag):
    """Whether what a ``<time>`` says to programs is a date or a moment as HTML has them."""
    return bool(_DATETIME.fullmatch(tag.get("datetime", "")))


def assert_come_again(response):
    """Whoever asks, a person, a robot or a proxy, hears that this is for now only."""
    assert response.status_code == 503
    assert int(response["Retry-After"]) > 0
    assert response["Cache-Control"] == "no-store"
