"""The queue of cases that wait for an answer, the most urgent first. It names no citizen."""

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.utils import get_user_display_name
from wagtail.admin.views.generic import BaseListingView
from wagtail.admin.widgets.button import HeaderButton

from atencion import numeros
from atencion.models import Caso
from atencion.permissions import casos_de, sites_sin_avisos
from base.texto import plain
from tableros.views import ContadoMixin

from .filters import CasosFilterSet
from .urgencia import ICONOS, urgencia_de

# Subjects are encrypted: a search by words decrypts at most this many, the most urgent first.
_SUBJECTS_READ = 5000
_SHOWN = 90


class EstadoDelCasoColumn(Column):
    cell_template_name = "atencion/admin/celda_estado.html"

    def get_cell_context_data(self, instance, parent_context):
        context = super().get_cell_context_data(instance, parent_context)
        return context | {"icono": ICONOS[instance.estado]}


class PlazoColumn(Column):
    cell_template_name = "atencion/admin/celda_plazo.html"

    def get_cell_context_data(self, instance, parent_context):
        context = super().get_cell_context_data(instance, parent_context)
        return context | {"urgencia": urgencia_de(instance)}


class AsuntoColumn(Column):
    cell_template_name = "atencion/admin/celda_asunto.html"

    def get_value(self, instance):
        asunto = " ".join(instance.asunto.split())
        return asunto if len(asunto) <= _SHOWN else f"{asunto[: _SHOWN - 1]}…"


def columns(*, several, is_sorted=True):
    """Return the columns of a list of cases; with the portal column only if ``several``."""

    def by(field):
        return field if is_sorted else None

    portal = Column("portal", label=_("Portal"), accessor="site.site_name")
    return [
        TitleColumn(
            "numero",
            label=_("Número"),
            get_url=lambda caso: reverse("casos:ver", args=[caso.pk]),
        ),
        PlazoColumn("vence", label=_("Plazo"), sort_key=by("vence")),
        AsuntoColumn("asunto", label=_("Asunto")),
        Column("tipo", label=_("Tipo"), accessor="get_tipo_display", sort_key=by("tipo")),
        EstadoDelCasoColumn("estado", label=_("Estado"), sort_key=by("estado")),
        Column("entidad", label=_("Entidad"), accessor=entity_name),
        Column("asignada_a", label=_("Lo atiende"), accessor=holder_name),
        *([portal] if several else []),
    ]


def entity_name(caso):
    return caso.entidad.title if caso.entidad else _("Oficina del portal")


def holder_name(caso):
    return get_user_display_name(caso.asignada_a) if caso.asignada_a else _("Nadie todavía")


def listed(casos):
    return casos.select_related("site", "entidad", "asignada_a")


class ColaView(ContadoMixin, BaseListingView):
    model = Caso
    results_template_name = "atencion/admin/cola_results.html"
    template_name = "atencion/admin/cola.html"
    filterset_class = CasosFilterSet
    is_searchable = True
    paginate_by = 25
    counted = gettext_lazy("caso"), gettext_lazy("casos")
    default_ordering = ("vence", "pk")
    # Whether there were more subjects than the search reads.
    is_cut = False

    def get_base_queryset(self):
        return listed(casos_de(self.request.user))

    @cached_property
    def columns(self):
        return columns(several=self.filters and "site" in self.filters.filters)

    @cached_property
    def sin_avisos(self):
        """Names of the portals where nobody gets a mail about overdue cases."""
        names = sites_sin_avisos(self.request.user).values_list("site_name", flat=True)
        return list(names.order_by("site_name"))

    @cached_property
    def header_buttons(self):
        return [
            HeaderButton(_("Buscar a una persona"), url=reverse("casos:persona"), icon_name="user")
        ]

    def order_queryset(self, queryset):
        if self.ordering in ("vence", "-vence", "tipo", "-tipo", "estado", "-estado"):
            return queryset.order_by(self.ordering, "vence", "pk")
        return queryset.order_by(*self.default_ordering)

    def search_queryset(self, queryset):
        """Search by case number in all cases of the user, or by words in the filtered ones.

        Without a chosen state only open cases are listed; a number also finds one that is over.
        """
        if not self.is_searching:
            return queryset
        if (key := numeros.read(self.search_query)) is not None:
            return self.order_queryset(self.get_base_queryset().filter(pk=key))
        words = plain(self.search_query).split()
        subjects = queryset.order_by("vence", "pk").values_list("pk", "asunto")
        read = list(subjects[: _SUBJECTS_READ + 1])
        self.is_cut = len(read) > _SUBJECTS_READ
        found = [
            pk
            for pk, asunto in read[:_SUBJECTS_READ]
            if all(word in plain(asunto) for word in words)
        ]
        return queryset.filter(pk__in=found)

    @property
    def cut_message(self):
        """What to say above the cases found, if there were more to read; else an empty text."""
        if not self.is_cut:
            return ""
        return _(
            "Se buscó solo en los %(cuantos)s casos más urgentes. Hay más: elija un estado, un "
            "tipo o una entidad, o busque por el número."
        ) % {"cuantos": _SUBJECTS_READ}

    @property
    def no_results_message(self):
        if self.is_cut:
            return _(
                "Ninguno de los %(cuantos)s casos más urgentes coincide. Hay más: elija un "
                "estado, un tipo o una entidad, o busque por el número."
            ) % {"cuantos": _SUBJECTS_READ}
        if self.is_searching or self.is_filtering:
            return _("Ningún caso coincide. Pruebe con otro estado o sin filtros.")
        return _("No hay casos abiertos: nadie espera una respuesta.")
