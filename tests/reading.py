"""Helpers that read a response as a person or a robot does."""

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
    """Return the visible text of the body."""
    return " ".join(soup(response).body.get_text(" ").split())


def titles(response):
    """Return the headings of the page, except that of the opinion form at its foot."""
    return [h2.get_text() for h2 in soup(response).select("main h2:not(.opinion *)")]


def links(response, *, within=None):
    """Return {text: address} of the links, of the whole page or of the element ``within``."""
    scope = soup(response)
    if within is not None:
        scope = scope.select_one(within)
    return {" ".join(a.get_text(" ").split()): a["href"] for a in scope.find_all("a", href=True)}


def offered(browser):
    """Return the menus of the admin as text: the sidebar and its two pages of links."""
    column = soup(browser.get("/admin/")).find(id="wagtail-sidebar-props").string
    pages = (browser.get(f"/admin/{menu}/") for menu in ("informes", "configuracion"))
    return "\n".join([column, *(str(soup(page).main) for page in pages)])


def meta(response, name):
    """Return the content of a ``<meta>`` by its name or property; None if there is none."""
    tag = soup(response).find("meta", attrs={"name": name}) or soup(response).find(
        "meta", attrs={"property": name}
    )
    return tag and tag["content"]


def rel(response, kind, **attrs):
    """Return the addresses of the ``<link rel=kind>`` elements of the head."""
    return [tag["href"] for tag in soup(response).head.find_all("link", rel=kind, **attrs)]


def json_ld(response):
    """Return the schema.org objects of the page by their type, as a JSON-LD processor reads them.

    A name that JSON-LD cannot resolve is lost, and a list of one item becomes that item.
    """
    data = soup(response).find("script", type="application/ld+json")
    facts = jsonld.expand(json.loads(data.string), {"documentLoader": _schema_org})
    understood = jsonld.compact(facts, _SCHEMA_ORG)
    return {item["@type"]: item for item in understood.get("@graph", [understood])}


def _schema_org(url, options):
    """Load the vocabulary of schema.org from a file: tests make no requests."""
    assert url == "https://schema.org"
    return {"contextUrl": None, "documentUrl": url, "document": _SCHEMA_ORG}


def xml(response):
    return ElementTree.fromstring(response.content)


def filled_form(response, *, streams=(), **changes):
    """Return the data of the admin's page form as a browser would submit it.

    The scripts of the admin draw the streams, so their data is passed by name: empty ones in
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
    """Press the first button with the text ``words``; CSRF checks are on."""
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
    """Return the errors in the blocks of a form, from the data that the admin's scripts draw."""
    values = soup(response).find_all(attrs={"data-w-block-arguments-value": True})
    data = [json.loads(tag["data-w-block-arguments-value"]) for tag in values]
    return json.dumps(data, ensure_ascii=False)


_TIME = r"([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,3})?)?"
_DATETIME = re.compile(
    rf"\d{{4,}}(-\d\d(-\d\d([T ]{_TIME}(Z|[+-]\d\d:?\d\d)?)?)?)?|{_TIME}|\d{{4,}}-W\d\d"
)


def is_a_time(tag):
    """Whether the ``datetime`` of a ``<time>`` is a date or a moment in the format of HTML."""
    return bool(_DATETIME.fullmatch(tag.get("datetime", "")))


def assert_come_again(response):
    """Check a 503 answer that asks to come again and not to store it."""
    assert response.status_code == 503
    assert int(response["Retry-After"]) > 0
    assert response["Cache-Control"] == "no-store"
