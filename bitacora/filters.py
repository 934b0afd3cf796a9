import django_filters
from django.contrib.auth import get_user_model
from django.forms import RadioSelect
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.models import PageLogEntry

from aislamiento.log_entries import common_to_all, written_in
from aislamiento.scope import scope_of

from .clases import ClaseDeAsiento

# Value of the portal filter for entries common to all portals; no slug has an underscore.
_COMMON = "_todos"


def _people(request):
    people = get_user_model().objects.order_by("first_name", "last_name", "username")
    return scope_of(request.user).filter(people)


class PersonField(django_filters.fields.ModelChoiceField):
    def label_from_instance(self, person):
        return person.get_full_name() or person.get_username()


class PersonFilter(django_filters.ModelChoiceFilter):
    field_class = PersonField


class BitacoraFilterSet(WagtailFilterSet):
    portal = django_filters.ChoiceFilter(
        label=_("Portal"), method="in_portal", empty_label=_("Todos"), widget=RadioSelect
    )
    clase = django_filters.ChoiceFilter(
        label=_("Qué"), method="of_clase", empty_label=_("Todo"), widget=RadioSelect
    )
    user = PersonFilter(label=_("Quién"), queryset=_people, empty_label=_("Cualquier persona"))
    timestamp = django_filters.DateFromToRangeFilter(
        label=_("Cuándo"), widget=DateRangePickerWidget
    )

    class Meta:
        model = PageLogEntry
        fields = []

    def __init__(self, *args, alcance, **kwargs):
        super().__init__(*args, **kwargs)
        portales = list(alcance.portales.items())
        if alcance.scope.is_total:
            portales.append((_COMMON, _("Común a todos")))
        if len(portales) > 1:
            self.filters["portal"].extra["choices"] = portales
        else:
            del self.filters["portal"]
        self.filters["clase"].extra["choices"] = [(c.value, c.label) for c in alcance.clases]

    def in_portal(self, queryset, name, value):
        if value == _COMMON:
            return queryset.filter(common_to_all())
        return queryset.filter(written_in([value]))

    def of_clase(self, queryset, name, value):
        return queryset.filter(ClaseDeAsiento(value).of(queryset.model))
