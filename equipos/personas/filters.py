import django_filters
from django.contrib.auth import get_user_model
from django.forms import RadioSelect
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet

from equipos.gestion import Gestion

from .estado import EstadoDeCuenta


def groups_kept(request):
    return Gestion(request.user).groups


class PersonaFilterSet(WagtailFilterSet):
    estado = django_filters.ChoiceFilter(
        label=_("Estado"),
        choices=EstadoDeCuenta.choices,
        empty_label=_("Todos"),
        method="filter_estado",
        widget=RadioSelect,
    )
    group = django_filters.ModelChoiceFilter(
        label=_("Grupo"), field_name="groups", queryset=groups_kept, empty_label=_("Todos")
    )

    class Meta:
        model = get_user_model()
        fields = []

    def filter_estado(self, queryset, name, value):
        return queryset.filter(EstadoDeCuenta(value).condition)
