"""What a section declares so that its pages can be loaded from a spreadsheet."""

from dataclasses import dataclass

# Sheets and headings are part of the file's format and in Spanish, whoever reads them.
CLAVE = "Clave"


@dataclass(frozen=True)
class Hoja:
    """A sheet; ``relacion`` names the rows below a page, and is empty for the page itself."""

    nombre: str
    columnas: tuple
    relacion: str = ""
    ayuda: str = ""

    def columna(self, campo):
        return next(columna for columna in self.columnas if columna.campo == campo)


class Importador:
    """Describes the pages of one type: their sheets, and where in a portal they stand.

    Rows are checked with the form with which an editor writes the page, so that what cannot
    be typed cannot be loaded.
    """

    nombre = ""  # in addresses and for the command
    titulo = ""
    icono = "doc-full"
    modelo = None
    seccion_modelo = None
    hojas = ()
    # The heading of the column with the key of the page above; empty when pages stand side by
    # side in their section.
    superior = ""

    @property
    def principal(self):
        """The sheet of the pages themselves."""
        return self.hojas[0]

    def hoja(self, nombre):
        return next(hoja for hoja in self.hojas if hoja.nombre == nombre)

    def seccion(self, site):
        """Return the page of a portal below which its pages stand, or None."""
        return self.seccion_modelo.objects.descendant_of(site.root_page).first()

    def contradicciones(self, pages, pending):
        """Yield (key, field, message) of what a file as a whole would make of its pages wrong.

        ``pages`` is {key: page as it would be saved}, ``pending`` {key: {field: key}} of the
        references to pages that the file brings.
        """
        return ()

    def may_import(self, user, site):
        """Whether the person may add pages to the section of a portal."""
        section = self.seccion(site)
        return section is not None and section.permissions_for_user(user).can_add_subpage()
