"""Rows for dashboards and lists of pages, with the type and the state of each page in words."""

from collections.abc import Iterable

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.models import (
    Page,
    Revision,
    WorkflowState,
    get_page_models,
)

from base.models import BasePage
from moderacion.devoluciones import devoluciones
from moderacion.queries import entrance, waiting_among
from tableros.alcance import Portales, editable_pages, names_of
from tableros.filas import Pendiente, how_long

from .listas import workflow_states


def get_day(moment):
    return date_format(timezone.localtime(moment), "DATE_FORMAT")


def get_type(page):
    """Return the name of the page type, as editors see it."""
    model = page.content_type.model_class()
    return capfirst(model._meta.verbose_name) if model else ""


def with_relations(pages):
    return pages.select_related("content_type", "locale", "owner")


def make_filas(pages: Iterable[Page], user, portales: Portales):
    """Return one row for each of ``pages``, with a fixed number of queries."""
    return _Filas(list(pages), user, portales).make()


class _Filas:
    def __init__(self, pages, user, portales):
        self.pages = pages
        self.user = user
        self.portales = portales
        self.ids = [page.pk for page in pages]

    def make(self):
        return [self.make_fila(page) for page in self.pages] if self.pages else []

    # --- Data, queried for all pages at once ---------------------------------------

    @cached_property
    def states(self):
        states = workflow_states(
            WorkflowState.STATUS_IN_PROGRESS, WorkflowState.STATUS_NEEDS_CHANGES
        ).filter(page_pk__in=self.ids)
        return {state.page_pk: state for state in states.select_related("current_task_state__task")}

    @cached_property
    def scheduled(self):
        revisions = Revision.page_revisions.filter(
            object_id__in=[str(pk) for pk in self.ids], approved_go_live_at__isnull=False
        )
        return {
            int(pk): day for pk, day in revisions.values_list("object_id", "approved_go_live_at")
        }

    @cached_property
    def reviews(self):
        types = {page.content_type.model_class() for page in self.pages}
        return {
            pk: day
            for model in get_page_models()
            if model in types and issubclass(model, BasePage)
            for pk, day in model.objects.filter(pk__in=self.ids).values_list(
                "pk", "proxima_revision"
            )
        }

    @cached_property
    def remarks(self):
        """{page pk: comments of the moderators} of the pages that were returned to the user."""
        statuses = {state.status for state in self.states.values()}
        if WorkflowState.STATUS_NEEDS_CHANGES not in statuses:
            return {}
        found = devoluciones(self.user, self.ids)
        return {item.pagina.pk: tuple(item.observaciones) for item in found}

    @cached_property
    def editable(self):
        return set(editable_pages(self.user).filter(pk__in=self.ids).values_list("pk", flat=True))

    @cached_property
    def waiting(self):
        """Primary keys of the pages that wait for the user's decision."""
        statuses = {state.status for state in self.states.values()}
        if WorkflowState.STATUS_IN_PROGRESS not in statuses:
            return set()
        return waiting_among(self.user, self.ids)

    @cached_property
    def names(self):
        people = {page.owner_id for page in self.pages}
        tasks = [state.current_task_state for state in self.states.values()]
        return names_of(self.user, people | {task.finished_by_id for task in tasks if task})

    # --- Texts of a row ----------------------------------------------------------------

    def make_fila(self, page):
        state = self.states.get(page.pk)
        returned = state is not None and state.status == WorkflowState.STATUS_NEEDS_CHANGES
        task = state.current_task_state if returned else None
        return Pendiente(
            pk=page.pk,
            titulo=page.get_admin_display_title(),
            url=entrance(page.pk, waits=page.pk in self.waiting)
            if page.pk in self.editable | self.waiting
            else "",
            datos=self.get_facts(page),
            estado=[text for text in self.get_status(page, state) if text],
            comentario=task.comment if task else "",
            observaciones=self.remarks.get(page.pk, ()),
        )

    def get_facts(self, page):
        several = len(self.portales) > 1
        facts = [
            self.portales.get_name(page.path) if several else "",
            get_type(page),
            "" if page.locale.is_default else str(page.locale),
            self.get_person(page),
        ]
        return [fact for fact in facts if fact]

    def get_person(self, page):
        if page.owner_id == self.user.pk:
            return ""
        if page.owner is None:
            return _("sin persona a cargo")
        name = self.names.get(page.owner_id, "")
        if page.owner.is_active:
            return name
        if name:
            return _("%(nombre)s (cuenta desactivada)") % {"nombre": name}
        return _("cuenta desactivada")

    def get_status(self, page, state):
        if state is not None:
            yield self.get_workflow_status(state)
        elif not page.live:
            yield self.get_draft_status(page)
        else:
            yield self.get_live_status(page)
        review = self.reviews.get(page.pk)
        if page.live and review and review <= timezone.localdate():
            yield _("Debía revisarse el %(dia)s") % {"dia": date_format(review, "DATE_FORMAT")}

    def get_workflow_status(self, state):
        task = state.current_task_state
        if state.status == WorkflowState.STATUS_IN_PROGRESS:
            return _("Espera desde hace %(tiempo)s: %(paso)s") % {
                "tiempo": how_long(task.started_at),
                "paso": task.task.name,
            }
        values = {
            "tiempo": how_long(task.finished_at),
            "nombre": self.names.get(task.finished_by_id),
        }
        if values["nombre"]:
            return _("Devuelta por %(nombre)s hace %(tiempo)s") % values
        return _("Devuelta hace %(tiempo)s") % values

    def get_draft_status(self, page):
        if moment := self.scheduled.get(page.pk):
            return _("Se publicará el %(dia)s") % {"dia": get_day(moment)}
        if page.expired:
            return _("Retirada al cumplirse su plazo")
        if page.latest_revision_created_at:
            return _("Borrador; último cambio hace %(tiempo)s") % {
                "tiempo": how_long(page.latest_revision_created_at)
            }
        return _("Sin publicar")

    def get_live_status(self, page):
        if page.has_unpublished_changes and page.latest_revision_created_at:
            return _("Publicada, con cambios sin enviar desde hace %(tiempo)s") % {
                "tiempo": how_long(page.latest_revision_created_at)
            }
        if page.last_published_at:
            return _("Publicada el %(dia)s") % {"dia": get_day(page.last_published_at)}
        return _("Publicada")
