"""Helpers that read a response as a person or a robot does.

lxml parses the HTML, because the parser of Python takes minutes for all tests. What is only read,
and in most tests, is read from its tree; Beautiful Soup takes ten times as long to make its own.
"""

import json
import re

from bs4 import BeautifulSoup
from defusedxml import ElementTree
from lxml.etree import XPath
from lxml.html import HTMLParser, document_fromstring
from pyld import jsonld
from wagtail.test.utils.form_data import nested_form_data, streamfield

from home.contenido.palabras import read

_SCHEMA_ORG = {"@context": {"@vocab": "https://schema.org/"}}
_SHOWN = XPath(".//text()[not(ancestor::script or ancestor::style or ancestor::template)]")
_TITLES = XPath("//main//h2[not(ancestor::*[contains(concat(' ', @class, ' '), ' opinion ')])]")
_FIELDS = XPath(".//*[self::input or self::select or self::textarea][@name and not(@disabled)]")


def soup(response):
    return soup_of(response.content.decode())


def soup_of(html):
    """Return the tree of a page or a part of one; the root is always ``<html>``."""
    return BeautifulSoup(html, "lxml")


def document(response):
    return document_of(response.content.decode())


def document_of(html):
    """Return the tree of lxml; it is made and read in a tenth of the time of ``soup_of``."""
    return document_fromstring(html.encode(), parser=HTMLParser(encoding="utf-8"))


def _words(element):
    return " ".join(" ".join(_SHOWN(element)).split())


def text(response):
    """Return the visible text of the body."""
    return _words(document(response).body)


def titles(response):
    """Return the headings of the page, except that of the opinion form at its foot."""
    return [h2.text_content() for h2 in _TITLES(document(response))]


def links(response, *, within="html"):
    """Return {text: address} of the links, of the whole page or of the element ``within``."""
    [scope, *_others] = document(response).cssselect(within)
    return {_words(a): a.get("href") for a in scope.iter("a") if "href" in a.attrib}


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


def form_data(response, selector):
    """Return {name: value} of the first form that ``selector`` finds, as a browser would send it.

    The token against forged requests and the files are left out; of several values of a name, the
    last one is returned.
    """
    [form, *_others] = document(response).cssselect(selector)
    sent = {field.get("name"): value for field in _FIELDS(form) for value in _values(field)}
    sent.pop("csrfmiddlewaretoken", None)
    return sent


def _values(field):
    """Return what a browser sends of a field that nobody has touched."""
    if field.tag == "textarea":
        return [field.text_content().removeprefix("\n")]
    if field.tag == "select":
        options = field.findall(".//option")
        chosen = [option for option in options if "selected" in option.attrib]
        if not chosen and "multiple" not in field.attrib:
            chosen = options[:1]
        return [option.get("value", option.text_content()) for option in chosen]
    kind = field.get("type")
    if kind in {"checkbox", "radio"}:
        return [field.get("value", "on")] if "checked" in field.attrib else []
    if kind in {"file", "submit"}:
        return []
    return [field.get("value", "")]


def filled_form(response, *, streams=(), **changes):
    """Return the data of the admin's page form as a browser would submit it.

    The scripts of the admin draw the streams, so their data is passed by name: empty ones in
    ``streams``, filled ones in ``changes`` as ``[(block, value), …]``.
    """
    data = form_data(response, "#page-edit-form")
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


def assert_numbers_for_emergencies(html):
    """Check that a page has links to dial the emergency numbers of the initial directory."""
    numbers = [
        number
        for entry in read("entidades")["entidad"]
        if entry["tipo"] == "emergencias"
        for _channel, number, _label in entry["contacto"]
    ]
    assert len(numbers) == 3
    assert sorted(re.findall(r'<a href="tel:(\d+)">.+: \1</a>', html)) == sorted(numbers)


def assert_come_again(response):
    """Check a 503 answer that asks to come again and not to store it."""
    assert response.status_code == 503
    assert int(response["Retry-After"]) > 0
    assert response["Cache-Control"] == "no-store"
