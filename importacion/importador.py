"""The classes with which a section declares how its pages are imported from a spreadsheet."""

from dataclasses import dataclass
from functools import cached_property

from wagtail.models import Page
from wagtail.permissions import policy_registry

from .columnas import LUGAR, Columna

# Sheet names and headings belong to the file format: they are in Spanish for every user.
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
    """A sheet; ``relacion`` is the relation of its rows to the page, "" for the main sheet.

    Each sheet begins with the clave, which is not in ``columnas``. The rows of a relation replace
    all rows that the page had, unless ``llave`` names the field that identifies a row: then the
    rows that are not in the file stay.
    """

    nombre: str
    columnas: tuple
    relacion: str = ""
    ayuda: str = ""
    llave: str = ""

    @cached_property
    def todas(self):
        """The columns as they are in the file, with the clave first."""
        return (CLAVE, *self.columnas)

    def columna(self, campo):
        return next(columna for columna in self.columnas if columna.campo == campo)


class Importador:
    """Describes how the pages of one type are imported: their sheets and their place in a portal.

    Rows are validated with the form of the page editor: what cannot be typed cannot be imported.
    """

    nombre = ""  # in URLs and for the management command
    titulo = ""
    icono = "doc-full"
    modelo = None
    seccion_modelo = None
    hojas = ()
    # Users choose the claves, unless a form field holds the record that a page is about: then
    # this is the column of that field, and the clave names the record.
    clave = CLAVE
    # The error if the user may not add pages to the section and the row names no parent.
    sin_lugar = ""

    @property
    def principal(self):
        """The sheet of the pages themselves."""
        return self.hojas[0]

    @property
    def exige_lugar(self):
        """Whether the row of every new page must name its parent page."""
        columnas = self.principal.columnas
        return any(columna.campo == LUGAR and columna.obligatoria for columna in columnas)

    def hoja(self, nombre):
        return next(hoja for hoja in self.hojas if hoja.nombre == nombre)

    @property
    def tipos_de_lugar(self):
        """The page types that may be the parent of its pages."""
        return (self.seccion_modelo,)

    def secciones(self):
        """Return the section pages of all portals, as a query set."""
        return self.seccion_modelo.objects.all()

    def seccion(self, site):
        """Return the section page of a portal, or None."""
        return self.secciones().descendant_of(site.root_page).first()

    def lugares(self):
        """Return the pages of all portals below which users with the permission may import."""
        return self.secciones()

    def paginas(self, site):
        """Return the pages of this type in a portal; here, those below its section."""
        return self.modelo.objects.descendant_of(self.seccion(site))

    def claves_de(self, user, claves):
        """Return the part of ``claves``, {clave: id of the page}, that the user may change."""
        return claves

    def sees_all(self, user, site):
        """Whether a user who may import into a portal sees the imports of others there."""
        return True

    def normal(self, clave):
        """Return a clave as it is stored: in lowercase and with single spaces."""
        return " ".join(clave.split()).casefold()

    def por_escribir(self, contexto):
        """Yield (clave, name) of pages that a portal lacks, for rows of the template."""
        return ()

    def contradicciones(self, pages, pending, contexto):
        """Yield (clave, field, message) for each conflict between pages of the same file.

        ``pages`` is {clave: page as it would be saved}, ``pending`` {clave: {field: clave}} of the
        references to pages that the file creates. The forms find conflicts with other pages of the
        portal; they skip the pages of the file (``del_mismo_archivo``).
        """
        return ()

    def por_completar(self, pages, contexto):
        """Yield (clave, message) for what pages lack, beside others of the file, to be published.

        Such a page is saved as a draft and is not sent to moderation.
        """
        return ()

    def may_import(self, user, site):
        """Whether the user may add pages to the section of a portal."""
        section = self.seccion(site)
        return section is not None and section.permissions_for_user(user).can_add_subpage()


def with_right(user, right, pages):
    """Return the ``pages`` on which the user has the permission ``right`` ("add": below them)."""
    policy = policy_registry.get_by_type(Page)
    allowed = policy.instances_user_has_permission_for(user, right)
    return pages.filter(pk__in=allowed.order_by().values("pk"))
