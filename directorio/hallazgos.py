"""What a search shows of entities: whom to call, and where they are."""

from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext as _

from base.hallazgos import Encontrado
from base.links import TelephoneLink
from base.provincia import es_de_la_provincia
from base.publicas import publicas

from .canales import TELEFONICOS
from .models.entidad import EntidadPage
from .models.filas import Contacto
from .tarjetas import is_own, url_of

_NUMBER = ("canal", "valor", "extension", "etiqueta")


def present(pks, indice, request):
    """Return {key: :class:`base.hallazgos.Encontrado`} of the entities ``pks`` that are public.

    ``indice`` is the directory of this portal. One query, however many they are.
    """
    numbers = Contacto.objects.filter(page=OuterRef("pk"), canal__in=TELEFONICOS)
    first = numbers.order_by("sort_order", "pk")
    found = publicas(EntidadPage.objects.filter(pk__in=pks)).select_related("locale")
    return {
        entidad.pk: Encontrado(
            url=url_of(entidad, request, indice),
            datos=tuple(filter(None, [entidad.direccion, _whose(entidad, request)])),
            telefono=_telephone(entidad),
        )
        for entidad in found.annotate(
            **{f"primer_{name}": Subquery(first.values(name)[:1]) for name in _NUMBER}
        )
    }


def _whose(entidad, request):
    is_shared = es_de_la_provincia(entidad.path) and not is_own(entidad, request)
    return _("De la provincia") if is_shared else ""


def _telephone(entidad):
    if entidad.primer_canal is None:
        return None
    row = Contacto(**{name: getattr(entidad, f"primer_{name}") for name in _NUMBER})
    return TelephoneLink(row.etiqueta, row.texto, row.enlace)
