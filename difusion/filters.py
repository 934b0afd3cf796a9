import django_filters
from django.forms import RadioSelect
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.models import Site

from aislamiento.scope import scope_of

from .models import Anuncio

Estado = Anuncio.Estado
# States as editors need them: the step of the worker does not matter to them.
_GRUPOS = {
    "espera": (_("Por enviar"), (Estado.PENDIENTE, Estado.TOMADO, Estado.SALIENDO)),
    "enviado": (Estado.ENVIADO.label, (Estado.ENVIADO,)),
    "fallido": (_("Con problemas"), (Estado.FALLIDO, Estado.DUDOSO)),
    "omitido": (Estado.OMITIDO.label, (Estado.OMITIDO,)),
}


def _sites(request):
    return scope_of(request.user).filter(Site.objects.order_by("site_name"))


class AnunciosFilterSet(WagtailFilterSet):
    estado = django_filters.ChoiceFilter(
        label=_("Estado"),
        method="in_state",
        choices=[(name, label) for name, (label, _states) in _GRUPOS.items()],
        empty_label=_("Todos"),
        widget=RadioSelect,
    )
    canal = django_filters.ChoiceFilter(
        label=_("Canal"), choices=Anuncio.Canal, empty_label=_("Todos"), widget=RadioSelect
    )
    site = django_filters.ModelChoiceFilter(
        label=_("Portal"), queryset=_sites, empty_label=_("Todos")
    )

    class Meta:
        model = Anuncio
        fields = []

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if _sites(self.request).count() < 2:
            del self.filters["site"]

    def in_state(self, queryset, name, value):
        return queryset.filter(estado__in=_GRUPOS[value][1])
