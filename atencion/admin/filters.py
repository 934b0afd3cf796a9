from datetime import timedelta

import django_filters
from django.forms import RadioSelect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.models import Site

from atencion.models import Caso
from atencion.permissions import casos_de
from directorio.models import EntidadPage

_ALL = "todos"
_NOT_OPEN = (Caso.Estado.RESPONDIDA, Caso.Estado.CERRADA)


def abiertos(casos):
    """Return the cases of ``casos`` that still wait for an answer."""
    return casos.exclude(estado__in=_NOT_OPEN)


def _sites(request):
    seen = casos_de(request.user).order_by()
    return Site.objects.filter(pk__in=seen.values("site")).order_by("site_name", "pk")


def _entidades(request):
    seen = casos_de(request.user).order_by()
    return EntidadPage.objects.filter(pk__in=seen.values("entidad")).order_by("titulo_llano", "pk")


class SiteField(django_filters.fields.ModelChoiceField):
    def label_from_instance(self, site):
        return site.site_name


class SiteFilter(django_filters.ModelChoiceFilter):
    field_class = SiteField


class EntidadField(django_filters.fields.ModelChoiceField):
    def label_from_instance(self, page):
        return page.title


class EntidadFilter(django_filters.ModelChoiceFilter):
    field_class = EntidadField


class CasosFilterSet(WagtailFilterSet):
    """Filters of the queue. If no state is chosen, the queue shows the open cases."""

    estado = django_filters.ChoiceFilter(
        label=_("Estado"),
        choices=[*Caso.Estado.choices, (_ALL, _("Todos"))],
        empty_label=_("Abiertos"),
        method="in_state",
        widget=RadioSelect,
    )
    plazo = django_filters.ChoiceFilter(
        label=_("Plazo"),
        choices=[("vencido", _("Vencido")), ("semana", _("Vence en siete días"))],
        empty_label=_("Todos"),
        method="by_term",
        widget=RadioSelect,
    )
    atiende = django_filters.ChoiceFilter(
        label=_("Quién lo atiende"),
        choices=[("yo", _("Yo")), ("nadie", _("Nadie todavía"))],
        empty_label=_("Cualquiera"),
        method="by_holder",
        widget=RadioSelect,
    )
    tipo = django_filters.ChoiceFilter(
        label=_("Tipo"), choices=Caso.Tipo.choices, empty_label=_("Todos"), widget=RadioSelect
    )
    entidad = EntidadFilter(label=_("Entidad"), queryset=_entidades, empty_label=_("Todas"))
    site = SiteFilter(label=_("Portal"), queryset=_sites, empty_label=_("Todos"))

    class Meta:
        model = Caso
        fields = []

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if len(_sites(self.request)[:2]) < 2:
            del self.filters["site"]

    def filter_queryset(self, queryset):
        queryset = super().filter_queryset(queryset)
        return queryset if self.form.cleaned_data["estado"] else abiertos(queryset)

    def in_state(self, queryset, name, value):
        return queryset if value == _ALL else queryset.filter(estado=value)

    def by_term(self, queryset, name, value):
        today = timezone.localdate()
        unanswered = abiertos(queryset).filter(respondida_el=None)
        if value == "vencido":
            return unanswered.filter(vence__lt=today)
        return unanswered.filter(vence__range=(today, today + timedelta(days=7)))

    def by_holder(self, queryset, name, value):
        return queryset.filter(asignada_a=self.request.user if value == "yo" else None)
