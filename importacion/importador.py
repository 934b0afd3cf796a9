"""What a section declares so that its pages can be loaded from a spreadsheet."""

from dataclasses import dataclass
from functools import cached_property

from wagtail.models import Page
from wagtail.permissions import policy_registry

from .columnas import LUGAR, Columna

# Sheets and headings are part of the file's format and in Spanish, whoever reads them.
CLAVE = Columna(
    "clave",
    "Clave",
    "Un nombre corto que usted elige, distinto para cada una: registro-civil. Con él se reconoce "
    "en qué fila está cada cosa; no lo cambie después.",
    obligatoria=True,
    es_del_formulario=False,
)


@dataclass(frozen=True)
class Hoja:
    """A sheet; ``relacion`` names the rows below a page, and is empty for the page itself.

    Each begins with the key, which is not declared among its columns. Rows below a page take
    the place of all that it had, unless ``llave`` names the field by which each is known: then
    those of which the file says nothing stay.
    """

    nombre: str
    columnas: tuple
    relacion: str = ""
    ayuda: str = ""
    llave: str = ""

    @cached_property
    def todas(self):
        """The columns as they stand in the file, the key first."""
        return (CLAVE, *self.columnas)

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
    # People choose the keys, unless a field of the form says of what record a page speaks:
    # then this is its column, and the key names that record.
    clave = CLAVE
    # What to tell who may not write in the section and does not say below which page.
    sin_lugar = ""

    @property
    def principal(self):
        """The sheet of the pages themselves."""
        return self.hojas[0]

    @property
    def exige_lugar(self):
        """Whether every new page stands below another one that its row has to name."""
        columnas = self.principal.columnas
        return any(columna.campo == LUGAR and columna.obligatoria for columna in columnas)

    def hoja(self, nombre):
        return next(hoja for hoja in self.hojas if hoja.nombre == nombre)

    @property
    def tipos_de_lugar(self):
        """The types of the pages below which its pages may stand."""
        return (self.seccion_modelo,)

    def secciones(self):
        """The pages below which its pages may stand, of all portals."""
        return self.seccion_modelo.objects.all()

    def seccion(self, site):
        """Return the one of a portal, or None."""
        return self.secciones().descendant_of(site.root_page).first()

    def lugares(self):
        """The pages below which people with a right there may load, of all portals."""
        return self.secciones()

    def paginas(self, site):
        """The pages of a portal that it knows, in all languages."""
        return self.modelo.objects.descendant_of(self.seccion(site))

    def claves_de(self, user, claves):
        """Return of {key: id of the page} those that the person may look at and change."""
        return claves

    def sees_all(self, user, site):
        """Whether who may load into a portal sees what others have loaded there."""
        return True

    def normal(self, clave):
        """Return a key as it is kept: capitals and spaces make no difference."""
        return " ".join(clave.split()).casefold()

    def por_escribir(self, contexto):
        """Yield (key, name) of pages that a portal lacks, for rows of the template."""
        return ()

    def contradicciones(self, pages, pending):
        """Yield (key, field, message) of what a file as a whole would make of its pages wrong.

        ``pages`` is {key: page as it would be saved}, ``pending`` {key: {field: key}} of the
        references to pages that the file brings. Forms find what a page may not say beside the
        others of the portal, and know those of the file by ``del_mismo_archivo``.
        """
        return ()

    def may_import(self, user, site):
        """Whether the person may add pages to the section of a portal."""
        section = self.seccion(site)
        return section is not None and section.permissions_for_user(user).can_add_subpage()


def with_right(user, right, pages):
    """Return those of ``pages`` on which the person has ``right``: "add" is that to add below."""
    policy = policy_registry.get_by_type(Page)
    allowed = policy.instances_user_has_permission_for(user, right)
    return pages.filter(pk__in=allowed.order_by().values("pk"))
