"""Importers whose rows name the parent of each page: the section, or another page of the portal.

The team of one of these parents imports the pages below it, and neither sees nor changes others.
"""

from dataclasses import dataclass

from wagtail.models import Page

from aislamiento.scope import scope_of

from .columnas import ColumnaReferencia
from .importador import Importador, with_right


@dataclass(frozen=True)
class ColumnaLugar(ColumnaReferencia):
    """The name of the parent of a new page (``LUGAR``); empty for the section.

    ``candidatos`` must return only pages below which the user may write.
    """

    es_del_formulario: bool = False

    def texto(self, objeto, contexto):
        if not objeto.path:
            return ""
        return contexto.nombres(self.candidatos).get(objeto.get_parent().pk, "")


class ImportadorConLugares(Importador):
    """An importer whose first sheet has a :class:`ColumnaLugar`."""

    tipos_de_lugar = ()

    def lugares(self):
        return Page.objects.type(*self.tipos_de_lugar)

    def paginas(self, site):
        return self.modelo.objects.descendant_of(site.root_page)

    def claves_de(self, user, claves):
        own = with_right(user, "change", Page.objects.filter(pk__in=claves.values()))
        keys = set(own.order_by().values_list("pk", flat=True))
        return {clave: page for clave, page in claves.items() if page in keys}

    def sees_all(self, user, site):
        return scope_of(user).is_total or super().may_import(user, site)

    def may_import(self, user, site):
        if self.seccion(site) is None:
            return False
        here = self.lugares().descendant_of(site.root_page)
        return with_right(user, "add", here).exists()
