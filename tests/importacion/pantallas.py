"""Helpers that use the screens of an importación as a user does."""

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.reading import links, soup, text


class Importar:
    def __init__(self, browser, portal, que="entidades"):
        self.browser = browser
        self.base = f"/admin/importar/{portal}/{que}/"

    def upload(self, content, name="datos.xlsx"):
        """Upload a file; return the screen that follows."""
        file = SimpleUploadedFile(name, content)
        return self.browser.post(self.base, {"archivo": file}, follow=True)

    def refusal(self, content, name="datos.xlsx"):
        """Return the message with which a file is refused."""
        response = self.upload(content, name)
        assert response.status_code == 422, text(response)
        return " ".join(soup(response).select_one(".w-field__errors").get_text(" ").split())

    def confirm(self, screen, **data):
        """Press «Guardar» on the screen; without the button, send the same request."""
        shown = soup(screen).select("form.importar__aviso input[type=hidden]")
        data |= {tag["name"]: tag["value"] for tag in shown}
        return self.browser.post(f"{screen.request['PATH_INFO']}confirmar/", data, follow=True)

    def download(self, address):
        response = self.browser.get(f"{self.base}{address}")
        assert response.status_code == 200
        return response.content


def rows(response):
    """Return [(state, title)] of the rows on the screen."""
    return [
        (
            row.select_one(".importar__marca").get_text(strip=True),
            row.select_one(".importar__titulo").get_text(strip=True),
        )
        for row in soup(response).select(".importar__fila")
    ]


def errors(response):
    """Return the error messages on the screen."""
    return [
        " ".join(li.get_text().split()) for li in soup(response).select(".importar__errores li")
    ]


def changes(response):
    """Return {heading: (before, after)} of the changes on the screen."""
    found = {}
    for part in soup(response).select(".importar__cambios > div"):
        before, after = part.find("del"), part.find("ins")
        found[part.dt.get_text(strip=True)] = (
            before and before.get_text("\n", strip=True),
            after and after.get_text("\n", strip=True),
        )
    return found


__all__ = ["Importar", "changes", "errors", "links", "rows", "text"]
