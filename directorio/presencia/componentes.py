"""Components of the index that the directory measures: complete data and verified contacts."""

from datetime import timedelta

from django.db.models import Count, F, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from directorio.models import Contacto

from .faltantes import con_completo, partes_de_entidad
from .registro import Componente, Conteo, Fraccion, en_porcentaje

# Time for which a contact counts as verified.
_DAYS = timedelta(days=180)


def _datos(medidos):
    told = con_completo(medidos.entidades.order_by(), partes_de_entidad())
    rows = told.values_list("pk", "completo")
    return Conteo({pk: Fraccion(percent, 100) for pk, percent in rows})


def _datos_en_palabras(parte):
    return _("datos completos al %(parte)s") % {"parte": en_porcentaje(parte.porcentaje)}


def _contactos(medidos):
    """Count verified contacts; entidades without contacts are left out: ``datos`` counts that."""
    since = timezone.localdate() - _DAYS
    rows = (
        Contacto.objects.filter(page__in=medidos.claves)
        .order_by()
        .values(entidad=F("page"))
        .annotate(total=Count("pk"), hecho=Count("pk", filter=Q(verificado_el__gte=since)))
    )
    return Conteo({row["entidad"]: Fraccion(row["hecho"], row["total"]) for row in rows})


def _contactos_en_palabras(parte):
    words = ngettext(
        "%(hecho)s de %(total)s contacto verificado",
        "%(hecho)s de %(total)s contactos verificados",
        parte.total,
    )
    return words % {"hecho": parte.hecho, "total": parte.total}


datos = Componente(
    clave="datos",
    titulo=gettext_lazy("Datos completos"),
    explicacion=gettext_lazy(
        "Cuánto dice la página de cada entidad: contactos, horario, dirección, servicios, quién "
        "responde, y si alguien la revisó y no le toca todavía otra revisión."
    ),
    peso=20,
    count=_datos,
    en_palabras=_datos_en_palabras,
)
contactos = Componente(
    clave="contactos",
    titulo=gettext_lazy("Contactos verificados"),
    explicacion=gettext_lazy(
        "Cuántos de los teléfonos, correos y demás contactos comprobó alguien en los últimos "
        "seis meses."
    ),
    peso=25,
    count=_contactos,
    en_palabras=_contactos_en_palabras,
)
