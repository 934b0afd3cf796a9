"""Helpers that read the lists and tables of the section."""

from tests.reading import soup


def table(response):
    return [
        [" ".join(cell.get_text(" ").split()) for cell in row.find_all(["th", "td"])]
        for row in soup(response).select("tbody tr")
    ]


def listed(response):
    return [" ".join(a.get_text().split()) for a in soup(response).select(".tarjeta-titulo a")]
