"""The panel of checks of a page, as the browser of its editor requests it."""

from django.urls import reverse
from wagtail.test.utils.form_data import rich_text

from tests.reading import filled_form, soup


class Told:
    """The content of the panel: observations by title, and the rest."""

    def __init__(self, response):
        assert response.status_code == 200
        self.html = soup(response)
        self.rows = {
            row.h3.get_text(strip=True): " ".join(row.get_text(" ").split())
            for row in self.html.select(".comprobaciones__fila")
        }
        self.count = int(self.html.select_one("[data-cuantas]")["data-cuantas"])
        self.text = " ".join(self.html.get_text(" ").split())
        self.well = [li.get_text() for li in self.html.select(".comprobaciones__lista--bien li")]


class Panel:
    """The panel of one page, requested as the browser of its editor does."""

    def __init__(self, browser, page):
        self.browser = browser
        self.form = reverse("wagtailadmin_pages:edit", args=[page.pk])
        self.preview = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])

    def type(self, *cuerpo, **changes):
        """Send the changed form to the preview; return what the panel shows."""
        if cuerpo:
            changes["cuerpo"] = list(cuerpo)
        data = filled_form(self.browser.get(self.form), **changes)
        answer = self.browser.post(self.preview, data)
        assert answer.json() == {"is_valid": True, "is_available": True}
        return self.ask()

    def write(self, html, **changes):
        return self.type(("texto", rich_text(html)), **changes)

    def ask(self):
        return Told(self.browser.get(f"{self.preview}comprobaciones/"))
