"""The report «Traducciones» of the admin, read by the titles of its rows."""

from django.urls import reverse

from tests.reading import soup

# The address where Wagtail Localize has its report.
INFORME = reverse("wagtail_localize:translations_report")


def rows(response):
    """Return {title: row} of the list."""
    found = {}
    for row in soup(response).select(".tablero__tabla tbody tr"):
        title = row.th.a or row.th
        found[next(title.stripped_strings)] = row
    return found


def estados(response):
    return {
        title: row.select_one(".estado").get_text(strip=True)
        for title, row in rows(response).items()
    }


def paso(response, title):
    """Return the text and address of the next step that the row of ``title`` offers."""
    link = rows(response)[title].select_one("a.button")
    return (next(link.stripped_strings), link["href"]) if link else None
