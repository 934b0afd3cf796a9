"""What the lists and the tables of the section say."""

from tests.reading import soup


def table(response):
    return [
        [" ".join(cell.get_text(" ").split()) for cell in row.find_all(["th", "td"])]
        for row in soup(response).select("tbody tr")
    ]


def listed(response):
    return [" ".join(a.get_text().split()) for a in soup(response).select(".tarjeta-titulo a")]
