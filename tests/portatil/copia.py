"""A portal with something of everything, and its copy as a person finds it on a stick."""

import posixpath
from datetime import time
from io import BytesIO
from urllib.parse import unquote, urlsplit
from zipfile import ZipFile

from wagtail.rich_text import RichText

from tests.factories import (
    compose,
    link_list,
    make_document,
    make_entidad,
    make_image,
    make_noticia,
    make_page,
    make_private,
    make_tramite,
    publish_in_english,
)
from tests.reading import soup_of

OUTSIDE = "https://www.ejemplo.cu/precios"
_LOADING = "script, img, image, source, iframe, use, link, form, [data-guion]"


def fill(portales):
    alfa, beta = portales.alfa, portales.beta
    acta = make_document("Acta pública", collection=alfa.collection)
    of_beta = make_document("Acta de Beta", collection=beta.collection)
    make_page(beta, "Historia de Beta", cuerpo=[("documentos", _documents(of_beta))])
    carne = make_page(
        alfa,
        "Carné de identidad",
        imagen_portada=make_image("Parque", collection=alfa.collection),
        cuerpo=[
            ("texto", RichText(f'<p>Precios <a href="{OUTSIDE}">aquí</a>.</p>')),
            ("texto", RichText(f'<p><a href="{beta.url}/historia-de-beta/">Beta</a></p>')),
            ("documentos", _documents(acta)),
        ],
    )
    draft = make_page(alfa, "Borrador secreto", live=False)
    private = make_page(alfa, "Reservada", cuerpo=[("documentos", _documents(_of_private(alfa)))])
    make_private(private)
    make_noticia(alfa, "Feria del libro")
    for number in range(25):
        make_noticia(alfa, f"Suceso {number}")
    make_entidad(
        alfa,
        "Registro Civil",
        contactos=[("telefono", "22 651234")],
        horarios=[("lu-do", time(8), time(17))],
    )
    make_tramite(portales.provincia, "Certificación de nacimiento")
    compose(alfa, link_list("Sitios", carne, draft, private, (f"{alfa.url}/noticias/", "Noticias")))
    publish_in_english(alfa)


def _documents(document):
    return {"titulo": "", "documentos": [document]}


def _of_private(portal):
    return make_document("Acta reservada", collection=portal.collection)


class Copia:
    """The files of a ZIP, read as a browser reads them from a disk."""

    def __init__(self, content):
        self.zip = ZipFile(BytesIO(content))
        self.names = self.zip.namelist()
        self.pages = {name: self.soup(name) for name in self.names if name.endswith(".html")}

    def read(self, name):
        return self.zip.read(name)

    def soup(self, name):
        return soup_of(self.read(name).decode())

    def page(self, title):
        """Return the name of the first page with the heading ``title``."""
        found = (name for name, page in self.pages.items() if page.h1.get_text() == title)
        return next(found, None)

    def links(self):
        """Yield (page, address) of the links of all pages to files beside them."""
        for name, page in self.pages.items():
            for link in page.find_all("a", href=True):
                if not urlsplit(link["href"]).scheme and not link["href"].startswith("#"):
                    yield name, link["href"]

    def loaded(self):
        """Yield (page, address) of what browsers load with a page."""
        for name, page in self.pages.items():
            for element in page.select(_LOADING):
                if element.name == "link" and element["rel"] == ["canonical"]:
                    continue
                for attribute in ("src", "srcset", "xlink:href", "href", "action", "data-guion"):
                    if attribute in element.attrs:
                        yield name, element[attribute]

    def at(self, page, address):
        """Return the name of the file to which ``address`` leads from ``page``."""
        path = unquote(urlsplit(address).path)
        return posixpath.normpath(posixpath.join(posixpath.dirname(page), path)) if path else page
