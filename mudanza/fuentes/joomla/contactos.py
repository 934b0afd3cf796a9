"""Contacts of a Joomla (person, post, address, telephones), each read as a piece.

They were the directory of many portals. Contacts and articles are numbered separately, so the
addresses of contacts must be known: ``/contactenos/3-intendencia`` is not article 3.
"""

from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _

from mudanza.models import DE_UN_CONTACTO, Clase

from ..piezas import ListaAnterior, Pieza
from . import tablas
from .rutas import Rutas


class Contactos:
    """The published contacts of a portal, and the categories that hold them."""

    def __init__(self, tables):
        self.tables = tables
        self.rutas = Rutas(tables, tablas.CONTACT, "contact")
        # Keys of the categories that hold contacts, and of those above them.
        self.categorias = set()
        for row in tables.contactos:
            category = tables.categorias.get(tablas.number(row["catid"]))
            while category and category.id not in self.categorias:
                self.categorias.add(category.id)
                category = tables.categorias.get(category.padre)

    def listas(self):
        """Yield the lists of contacts, one for each category."""
        for key in sorted(self.categorias):
            category = self.tables.categorias[key]
            rutas = self.rutas.de_categoria(category)
            yield ListaAnterior(clave=str(key), clase=Clase.CONTACTOS, rutas=rutas)

    def piezas(self):
        """Yield each contact as a piece."""
        for row in self.tables.contactos:
            key = tablas.number(row["id"])
            category = self.tables.categorias.get(tablas.number(row["catid"]))
            yield Pieza(
                clave=f"{DE_UN_CONTACTO}{key}",
                titulo=row["name"],
                alias=row["alias"],
                rutas=self.rutas.de_una(key, row["alias"], category, row["language"]),
                html=_html(row),
                resumen=row["con_position"],
                categoria=str(category.id) if category else "",
                imagen=row["image"].partition("#")[0],
                imagen_alt=row["name"] if row["image"] else "",
                es_publica=self.tables.es_publica(category),
                idioma=tablas.language_of(row["language"]),
            )


def _html(row):
    place = ", ".join(filter(None, (row["address"], row["suburb"], row["state"])))
    lines = [
        (_("Cargo"), row["con_position"]),
        (_("Dirección"), place),
        (_("Teléfono"), row["telephone"]),
        (_("Móvil"), row["mobile"]),
        (_("Fax"), row["fax"]),
    ]
    rows = format_html_join("", "<li>{}: {}</li>", [line for line in lines if line[1].strip()])
    # Only an http(s) address becomes a link: anything else could be a script.
    web = row["webpage"].strip()
    if web.startswith(("http://", "https://")):
        rows += format_html('<li><a href="{0}">{0}</a></li>', web)
    return (format_html("<ul>{}</ul>", rows) if rows else "") + row["misc"]
