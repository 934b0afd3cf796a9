"""Definitions of the lists of pages. A figure is the length of its list, so they always agree."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import IntegerField, Q
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.models import (
    PageLogEntry,
    Revision,
    TaskState,
    WorkflowState,
    get_default_page_content_type,
    get_page_models,
)

from base.models import BasePage
from base.tree import below_homes

DAYS = 30

_listas = {}


@dataclass(frozen=True)
class ListaDePaginas:
    """One list of pages; ``get_condition`` returns its filter, the same for all users."""

    slug: str
    titulo: Promise
    vacia: Promise
    get_condition: Callable[[], Q]
    ordering: tuple[str, ...] = ("-latest_revision_created_at", "pk")


def register(lista):
    """Register and return a list; other apps register lists of their own page types."""
    _listas[lista.slug] = lista
    return lista


def get_lista(slug):
    """Return the list with this slug, or None."""
    return _listas.get(slug)


def since():
    """Return the datetime from which activity counts as recent: ``DAYS`` days ago."""
    return timezone.now() - timedelta(days=DAYS)


def workflow_states(*statuses):
    """Return the workflow states of pages with one of ``statuses``, annotated with ``page_pk``."""
    return WorkflowState.objects.filter(
        base_content_type=get_default_page_content_type(), status__in=statuses
    ).annotate(page_pk=Cast("object_id", IntegerField()))


def _in_workflow(*statuses):
    return Q(pk__in=workflow_states(*statuses).values("page_pk"))


def _scheduled():
    revisions = Revision.page_revisions.filter(approved_go_live_at__isnull=False)
    return Q(pk__in=revisions.annotate(page_pk=Cast("object_id", IntegerField())).values("page_pk"))


def _drafts():
    waiting = _in_workflow(WorkflowState.STATUS_IN_PROGRESS, WorkflowState.STATUS_NEEDS_CHANGES)
    return Q(has_unpublished_changes=True, expired=False) & ~waiting & ~_scheduled()


def _overdue():
    today = timezone.localdate()
    condition = Q(pk__in=[])
    for model in get_page_models():
        if issubclass(model, BasePage):
            due = model.objects.filter(live=True, proxima_revision__lte=today)
            condition |= Q(pk__in=due.order_by().values("pk"))
    return condition


def _without_owner():
    """Return the filter for pages without active owner; portadas and index pages belong to all."""
    sections = [model._meta.model_name for model in get_page_models() if model.max_count_per_parent]
    nobody = Q(owner=None) | Q(owner__is_active=False)
    return nobody & below_homes() & ~Q(content_type__model__in=sections)


def _submitted():
    entries = PageLogEntry.objects.filter(
        action__in=["wagtail.workflow.start", "wagtail.workflow.resume"], timestamp__gte=since()
    )
    return Q(pk__in=entries.order_by().values("page"))


def approvals():
    """Return the moderation steps approved in the last 30 days, annotated with ``page_pk``."""
    return TaskState.objects.filter(
        status=TaskState.STATUS_APPROVED,
        finished_at__gte=since(),
        workflow_state__base_content_type=get_default_page_content_type(),
    ).annotate(page_pk=Cast("workflow_state__object_id", IntegerField()))


def mine(user):
    """Return the filter for pages owned, last edited or submitted by ``user``.

    A page in moderation or returned counts for its sender, even if ``user`` saved it later.
    """
    active = workflow_states(WorkflowState.STATUS_IN_PROGRESS, WorkflowState.STATUS_NEEDS_CHANGES)
    of_others = active.exclude(requested_by=user).values("page_pk")
    return (
        Q(owner=user)
        | Q(latest_revision__user=user) & ~Q(pk__in=of_others)
        | Q(pk__in=active.filter(requested_by=user).values("page_pk"))
    )


PUBLICADAS = register(
    ListaDePaginas(
        "publicadas",
        _("Páginas publicadas"),
        _("Todavía no hay páginas publicadas."),
        lambda: Q(live=True),
        ("-last_published_at", "pk"),
    )
)
BORRADORES = register(
    ListaDePaginas(
        "borradores",
        _("Borradores y cambios sin enviar"),
        _("No hay borradores ni cambios sin enviar."),
        _drafts,
    )
)
EN_REVISION = register(
    ListaDePaginas(
        "en-revision",
        _("En revisión"),
        _("No hay páginas en revisión."),
        lambda: _in_workflow(WorkflowState.STATUS_IN_PROGRESS),
        ("latest_revision_created_at", "pk"),
    )
)
DEVUELTAS = register(
    ListaDePaginas(
        "devueltas",
        _("Devueltas para corregir"),
        _("No hay páginas devueltas."),
        lambda: _in_workflow(WorkflowState.STATUS_NEEDS_CHANGES),
    )
)
VENCIDAS = register(
    ListaDePaginas(
        "vencidas",
        _("Por volver a revisar"),
        _("Ninguna página ha pasado la fecha de su próxima revisión."),
        _overdue,
        ("title", "pk"),
    )
)
SIN_PERSONA = register(
    ListaDePaginas(
        "sin-persona",
        _("Sin persona a cargo"),
        _("Todas las páginas tienen a alguien a cargo."),
        _without_owner,
        ("title", "pk"),
    )
)
ENVIADAS = register(
    ListaDePaginas(
        "enviadas",
        _("Enviadas a moderación en los últimos 30 días"),
        _("Nadie ha enviado páginas a moderación en los últimos 30 días."),
        _submitted,
    )
)
PUBLICADAS_RECIENTES = register(
    ListaDePaginas(
        "publicadas-recientes",
        _("Publicadas en los últimos 30 días"),
        _("No se ha publicado nada en los últimos 30 días."),
        lambda: Q(live=True, last_published_at__gte=since()),
        ("-last_published_at", "pk"),
    )
)
APROBADAS = register(
    ListaDePaginas(
        "aprobadas",
        _("Aprobadas en los últimos 30 días"),
        _("No se ha aprobado nada en los últimos 30 días."),
        lambda: Q(pk__in=approvals().values("page_pk")),
        ("-last_published_at", "pk"),
    )
)


def pages_of(lista, pages):
    return pages.filter(lista.get_condition()).order_by(*lista.ordering)


def lista_url(lista, portal=None, *, mias=False):
    """Return the URL of a list, optionally for one portal or (``mias``) for the user's pages."""
    query = [f"portal={portal.slug}"] if portal else []
    query += ["de=mias"] if mias else []
    url = reverse("moderacion:lista", args=[lista.slug])
    return f"{url}?{'&'.join(query)}" if query else url
