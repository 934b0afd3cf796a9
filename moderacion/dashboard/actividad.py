"""Activity figures of each portal, with a fixed number of queries for all portals."""

from statistics import median

from django.contrib.auth import get_user_model
from django.db.models import Count, Max, OuterRef, Q, Subquery
from wagtail.models import GroupPagePermission, Page, PageLogEntry

from aislamiento.scope import scope_of
from base.tree import ROOT_DEPTH, container

from .listas import approvals, since

LAST = "ultima_publicacion"
_WRITING = (
    "wagtail.create",
    "wagtail.edit",
    "wagtail.workflow.start",
    "wagtail.workflow.resume",
)


def count_lists(pages, listas):
    """Return {container path: {list slug with underscores: length, ``LAST``: datetime or None}}."""
    counts = {
        lista.slug.replace("-", "_"): Count("pk", filter=lista.get_condition()) for lista in listas
    }
    rows = (
        pages.order_by()
        .annotate(container=container())
        .values("container")
        .annotate(**counts, **{LAST: Max("last_published_at", filter=Q(live=True))})
    )
    return {row["container"]: row for row in rows}


def get_count(row, lista):
    return row.get(lista.slug.replace("-", "_"), 0)


def writing(user, pages):
    """Return log entries of the last 30 days for work on ``pages``, without provincial staff."""
    staff = get_user_model().objects.filter(
        Q(is_superuser=True)
        | Q(groups__in=GroupPagePermission.objects.filter(page__depth=ROOT_DEPTH).values("group"))
    )
    people = scope_of(user).filter(get_user_model().objects.all())
    return PageLogEntry.objects.filter(
        action__in=_WRITING,
        timestamp__gte=since(),
        page__in=pages.order_by().values("pk"),
        user__in=people.order_by().values("pk"),
    ).exclude(user__in=staff.values("pk"))


def count_people(user, pages):
    """Return {container path: number of people who wrote in the last 30 days}."""
    rows = (
        writing(user, pages)
        .order_by()
        .annotate(container=container("page__path"))
        .values("container")
        .annotate(total=Count("user", distinct=True))
    )
    return {row["container"]: row["total"] for row in rows}


def median_waits(pages):
    """Return {container path: median timedelta of the steps approved in the last 30 days}."""
    paths = Page.objects.filter(pk=OuterRef("page_pk")).annotate(container=container())
    rows = (
        approvals()
        .filter(page_pk__in=pages.order_by().values("pk"))
        .annotate(container=Subquery(paths.values("container")))
        .values_list("container", "started_at", "finished_at")
    )
    waits = {}
    for path, started, finished in rows:
        waits.setdefault(path, []).append(finished - started)
    return {path: median(values) for path, values in waits.items()}
