"""Component of the index of presencia: how many obligaciones of Ley 168 are published."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from base.del_portal import section_model
from directorio.presencia.registro import Componente, Conteo, Fraccion
from documentos.models import FichaLey168Page

from .cumplimiento import de_portales


def _count(medidos):
    """Return the :class:`Conteo` of obligaciones published.

    An entidad without a list is left out, and a Government whose portal has no public section of
    transparency. Any other Government without a list has published nothing.
    """
    portals = de_portales(medidos.sites)
    asked = medidos.con_seccion(section_model(FichaLey168Page))
    counted = {}
    for portal in portals.values():
        counted |= portal.por_entidad
    return Conteo(
        entidades={
            pk: Fraccion(counted[path].publicadas, counted[path].obligadas)
            for pk, path in medidos.rutas.items()
            if path in counted and counted[path].obligadas
        },
        portales={
            key: Fraccion(total.publicadas, total.obligadas)
            for key, portal in portals.items()
            if (total := portal.total if key in asked else portal.entidades).obligadas
        },
    )


def _en_palabras(parte):
    words = _("%(hecho)s de %(total)s de la Ley 168")
    return words % {"hecho": parte.hecho, "total": parte.total}


ley168 = Componente(
    clave="ley-168",
    titulo=gettext_lazy("Ley 168"),
    explicacion=gettext_lazy(
        "De lo que la Ley 168 manda publicar sin que nadie lo pida, cuánto está publicado y vale "
        "todavía. De un portal entero, también lo de su Gobierno."
    ),
    peso=15,
    count=_count,
    en_palabras=_en_palabras,
)
