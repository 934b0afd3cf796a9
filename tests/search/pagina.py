"""Helpers that request the page of results and read its titles."""

from tests.reading import soup


def ask(portal, query, **extra):
    return portal.get("/buscar/", {"q": query, **extra})


def titles(response):
    return [h3.get_text().strip() for h3 in soup(response).main.find_all("h3")]
