"""Checks of feeds against their formats: RSS and Atom by schema, JSON Feed by its required keys."""

from datetime import datetime
from pathlib import Path

from lxml import etree

DATA = Path(__file__).parent / "data"


def schema(kind):
    return etree.RelaxNG(etree.parse(DATA / f"{kind}.rng"))


def xml_facts(kind, response):
    """Validate a feed by the schema of its ``kind``; return (own address, ids, links)."""
    feed = etree.fromstring(response.content)
    schema(kind).assertValid(feed)
    names = {"atom": "http://www.w3.org/2005/Atom"}
    if kind == "rss":
        ids, links = feed.xpath("//item/guid/text()"), feed.xpath("//item/link/text()")
    else:
        ids = feed.xpath("//atom:entry/atom:id/text()", namespaces=names)
        links = feed.xpath("//atom:entry/atom:link/@href", namespaces=names)
    [own] = feed.xpath("//atom:link[@rel='self']/@href", namespaces=names)
    return own, ids, links


def json_facts(kind, response):
    """Validate a JSON Feed (jsonfeed.org/version/1.1); return (own address, ids, links)."""
    feed = response.json()
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    for name in ("title", "home_page_url", "description", "language"):
        assert isinstance(feed[name], str)
        assert feed[name]
    for item in feed["items"]:
        assert item["title"]
        assert isinstance(item["content_html"], str)
        for name in ("date_published", "date_modified"):
            assert datetime.fromisoformat(item[name]).utcoffset() is not None
        assert all(isinstance(tag, str) and tag for tag in item["tags"])
        assert all(author["name"].strip() for author in item["authors"])
    ids, links = ([item[name] for item in feed["items"]] for name in ("id", "url"))
    return feed["feed_url"], ids, links


MEDIA_TYPES = {
    "rss": "application/rss+xml; charset=utf-8",
    "atom": "application/atom+xml; charset=utf-8",
    "json": "application/feed+json; charset=utf-8",
}


def assert_valid(portal, path, kind, *, items):
    response = portal.get(path)
    assert response["Content-Type"] == MEDIA_TYPES[kind]
    own, ids, links = (json_facts if kind == "json" else xml_facts)(kind, response)
    assert own == f"{portal.url}{path}"
    assert (len(ids), len(links)) == (items, items)
    assert len(set(ids)) == items, "two items of one feed have the same id"
    assert all(link.startswith(f"{portal.url}/") for link in links)
