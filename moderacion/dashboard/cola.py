"""The moderators' queue: everything that waits for one user's decision in all their portals."""

from collections import Counter
from dataclasses import dataclass
from urllib.parse import urlencode

import django_filters
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db.models import Value
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin.filters import ContentTypeFilter, WagtailFilterSet
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.admin.views.generic import BaseListingView, WagtailAdminTemplateMixin
from wagtail.models import Page, TaskState

from aislamiento.scope import asked_once, scope_of
from archivos.queries import waiting_for as files_waiting_for
from moderacion.cambios.filas import make_filas
from moderacion.permissions import edited_last, read_who_edited
from moderacion.queries import entrance, moderates, waiting_for
from moderacion.retiros.filas import make_filas as make_filas_de_retiros
from moderacion.retiros.queries import waiting_for as retirements_waiting_for
from tableros.alcance import Portales, below, names_of, portales_of
from tableros.filas import describe_wait, how_long
from tableros.views import ContadoMixin

from .actividad import median_waits
from .filas import get_type, with_relations
from .listas import APROBADAS

PER_PAGE = 20
# Singular and plural for counters of lists of pages, whatever model the rows have.
PAGINAS = gettext_lazy("página"), gettext_lazy("páginas")


@asked_once
def count_waiting(user):
    """Return a Counter of the ``paginas``, ``archivos`` and ``retiros`` that wait for ``user``."""
    pages, *others = [
        found(user).order_by().annotate(que=Value(name)).values_list("que", flat=True)
        for name, found in (
            ("paginas", waiting_for),
            ("archivos", files_waiting_for),
            ("retiros", retirements_waiting_for),
        )
    ]
    return Counter(pages.union(*others, all=True))


@dataclass(frozen=True)
class Espera:
    """One row of the queue."""

    tarea: TaskState
    page: Page
    titulo: str
    url: str
    preview_url: str
    portal: str
    datos: list[str]
    tiempo: str
    es_nueva: bool
    es_propia: bool  # the user made the last change, so somebody else must approve it


def make_esperas(states, user, portales: Portales):
    """Return the rows of ``states``; extra queries only for pages that the user has ever saved."""
    states = list(states)
    found = with_relations(Page.objects.filter(pk__in=[state.page_pk for state in states]))
    pages = found.select_related("latest_revision").defer("latest_revision__content").in_bulk()
    read_who_edited(pages.values(), user)
    authors = {state.pk: _author(state, pages[state.page_pk], user) for state in states}
    names = names_of(user, authors.values())
    rows = []
    for state in states:
        page = pages[state.page_pk]
        facts = [
            get_type(page),
            "" if page.locale.is_default else str(page.locale),
            names.get(authors[state.pk], ""),
        ]
        rows.append(
            Espera(
                tarea=state,
                page=page,
                titulo=page.get_admin_display_title(),
                url=entrance(page.pk, waits=True),
                preview_url=reverse("wagtailadmin_pages:view_draft", args=[page.pk]),
                portal=portales.get_name(page.path),
                datos=[fact for fact in facts if fact],
                tiempo=how_long(state.started_at),
                es_nueva=not page.live,
                es_propia=edited_last(page, user),
            )
        )
    return rows


def _author(state, page, user):
    """Return the user id of the author of the latest revision.

    If it has no author, or ``user`` saved it without own changes, return that of the sender.
    """
    author = page.latest_revision.user_id
    if author is None or (author == user.pk and not edited_last(page, user)):
        return state.workflow_state.requested_by_id
    return author


def with_task(states):
    return states.select_related("workflow_state", "task")


class PortalField(django_filters.fields.ModelChoiceField):
    def label_from_instance(self, obj):
        return obj.site.site_name


class PortalFilter(django_filters.ModelChoiceFilter):
    field_class = PortalField


def _portales(request):
    return scope_of(request.user).portales


def _types(request):
    waiting = waiting_for(request.user).order_by()
    return ContentType.objects.filter(pk__in=waiting.values("workflow_state__content_type"))


class ColaFilterSet(WagtailFilterSet):
    portal = PortalFilter(
        label=gettext_lazy("Portal"),
        queryset=_portales,
        to_field_name="slug",
        method="filter_portal",
        empty_label=gettext_lazy("Todos"),
    )
    tipo = ContentTypeFilter(
        label=gettext_lazy("Tipo de página"),
        queryset=_types,
        field_name="workflow_state__content_type",
        empty_label=gettext_lazy("Todos"),
    )

    class Meta:
        model = TaskState
        fields = []

    def filter_portal(self, queryset, name, portal):
        pages = Page.objects.filter(below(portal))
        return queryset.filter(page_pk__in=pages.order_by().values("pk"))


class ModeradorRequiredMixin:
    """Allows only users who decide in some step of moderation."""

    def dispatch(self, request, *args, **kwargs):
        if not moderates(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class DesdeLaColaMixin(ModeradorRequiredMixin, WagtailAdminTemplateMixin):
    """View that is opened from the queue and returns to it with the same filters."""

    header_icon = "tasks"

    @cached_property
    def cola_url(self):
        return get_valid_next_url_from_request(self.request) or reverse("moderacion:cola")

    def get_breadcrumbs_items(self):
        here = {"url": "", "label": self.get_page_title(), "sublabel": self.get_page_subtitle()}
        return [
            *self.breadcrumbs_items,
            {"url": self.cola_url, "label": _("Por revisar")},
            here,
        ]


class ColaView(ModeradorRequiredMixin, ContadoMixin, BaseListingView):
    """List of everything that waits, oldest first, to open one page or to decide several."""

    page_title = gettext_lazy("Por revisar")
    header_icon = "tasks"
    template_name = "moderacion/dashboard/cola.html"
    results_template_name = "moderacion/dashboard/cola_results.html"
    index_url_name = "moderacion:cola"
    index_results_url_name = "moderacion:cola_results"
    paginate_by = PER_PAGE
    counted = PAGINAS
    filterset_class = ColaFilterSet

    def get_base_queryset(self):
        return with_task(waiting_for(self.request.user))

    @cached_property
    def portales(self):
        return portales_of(self.request.user)

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        rows = make_esperas(context["object_list"], self.request.user, self.portales)
        total = context["items_count"]
        return context | {
            "esperas": rows,
            "total": ngettext(
                "%(total)d página espera su decisión.",
                "%(total)d páginas esperan su decisión.",
                total,
            )
            % {"total": total},
            "hay_elegibles": any(not row.es_propia for row in rows),
            "demoras": [] if self.results_only else self.get_waits(),
            "archivos": [] if self.results_only else make_filas(self.files, self.request.user),
            "retiros": []
            if self.results_only
            else make_filas_de_retiros(self.retirements, self.request.user),
            "decidir_url": reverse("moderacion:decidir"),
            "cola_url": self.get_filtered_url(),
        }

    def get_filtered_url(self):
        """Return the URL of the queue with the current filters, to return to after a decision."""
        given = self.request.GET
        kept = {name: given[name] for name in ColaFilterSet.base_filters if given.get(name)}
        return f"{self.index_url}?{urlencode(kept)}" if kept else self.index_url

    @cached_property
    def files(self):
        """The cambios of files that wait; they are few, and are listed above the pages."""
        return list(files_waiting_for(self.request.user))

    @cached_property
    def retirements(self):
        """The pedidos de retiro that wait; they are rare and urgent."""
        return list(retirements_waiting_for(self.request.user))

    def get_waits(self):
        """Return the median time of recent approvals for each portal, as a list of dicts."""
        waits = median_waits(scope_of(self.request.user).filter(Page.objects.all()))
        list_url = reverse("moderacion:lista", args=[APROBADAS.slug])
        return [
            {
                "portal": record.site.site_name,
                "tiempo": describe_wait(waits[path]),
                "url": f"{list_url}?portal={record.slug}",
            }
            for path, record in self.portales
            if path in waits
        ]

    @property
    def no_results_message(self):
        if self.is_filtering:
            return _("Nada de lo que eligió espera su decisión.")
        if self.files or self.retirements:
            return _("Ninguna página espera su decisión.")
        return _("Nada espera su decisión. Lo que se envíe a moderación aparecerá aquí.")
