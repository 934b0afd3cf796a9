"""Decisions on pages that wait, by the rules of their own step, one page at a time.

Everything that decides on a page calls ``hold_as_seen`` first: the queue and the review page
through ``decide``, the page form, Wagtail's own address and the discarding of a draft.
"""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from wagtail.models import Page, Revision, TaskState, WorkflowState

from aislamiento.scope import scope_of
from servidor.claves import as_keys
from traduccion.paginas import textos_por_traducir

from .queries import waiting_for
from .resultados import what_was_decided
from .versiones import hold, version_of

APPROVE, REJECT = "approve", "reject"


class DecisionError(Exception):
    """A decision that was not taken; the message tells the user why."""


@dataclass(frozen=True)
class Eleccion:
    """A task state of the queue and the version of its page that the user saw (versiones.py)."""

    tarea: int
    version: str

    @classmethod
    def parse(cls, text):
        """Read ``str(eleccion)`` back; None for anything else."""
        task, _dash, version = text.partition("-")
        return next((cls(key, version) for key in as_keys([task])), None)

    def __str__(self):
        return f"{self.tarea}-{self.version}"


def get_title(user, eleccion):
    """Return the title of the page, or a neutral text if the user may not see the page."""
    page = _seen_by(user, eleccion)
    return page.get_admin_display_title() if page else _("Una página que ya no existe")


def _seen_by(user, eleccion):
    """Return the page of ``eleccion``; None if it no longer exists or the user may not see it."""
    state = TaskState.objects.filter(pk=eleccion.tarea).select_related("workflow_state").first()
    page = state and Page.objects.filter(pk=state.workflow_state.object_id).first()
    return page if page and scope_of(user).sees(page) else None


def hold_as_seen(task_state, seen, user):
    """Lock the page and the step and return the page, in the transaction of the caller.

    Raise ``DecisionError`` if the step was decided meanwhile, or if ``seen`` is not the version
    of the page: ``user`` would decide on a text that they did not read.
    """
    page = hold(task_state)
    if page is None:
        raise DecisionError(what_was_decided(task_state.workflow_state.object_id, user))
    if version_of(page) != seen:
        raise DecisionError(_("cambió después de que usted la miró; mírela de nuevo"))
    return page


@transaction.atomic
def decide(user, eleccion, action, **data):
    """Approve or return one page; return the outcome in words («Publicadas»…).

    Raise ``DecisionError`` if the user may not decide, or if the page changed since they saw it.
    """
    state = waiting_for(user).filter(pk=eleccion.tarea).first()
    if state is None:
        page = _seen_by(user, eleccion)
        raise DecisionError(
            what_was_decided(page.pk, user) if page else _("ya no espera su decisión")
        )
    # Approval publishes the latest revision: the lock prevents saving another one meanwhile.
    page = hold_as_seen(state, eleccion.version, user)
    task = state.task.specific
    # Their own edit users return, which publishes nothing, but never approve.
    if action == APPROVE and task.was_edited_by(page, user):
        raise DecisionError(_("usted hizo el último cambio; debe aprobarla otra persona"))
    if action == APPROVE and textos_por_traducir(page):
        raise DecisionError(_("a la traducción le faltan textos; devuélvala para completarla"))
    if action not in {name for name, *_rest in task.get_actions(page, user)}:
        raise DecisionError(_("este paso no lo decide usted"))
    try:
        task.on_action(state.specific, user, action, **data)
    except ValidationError as error:
        raise DecisionError(" ".join(error.messages)) from error
    except PermissionDenied as error:
        raise DecisionError(_("ya no espera su decisión")) from error
    if TaskState.objects.get(pk=state.pk).status == TaskState.STATUS_IN_PROGRESS:
        raise DecisionError(_("las reglas de este paso no lo permiten"))
    return _get_outcome(state, page.latest_revision_id)


def _get_outcome(state, revision_pk):
    workflow_state = WorkflowState.objects.select_related("current_task_state__task").get(
        pk=state.workflow_state_id
    )
    if workflow_state.status == WorkflowState.STATUS_NEEDS_CHANGES:
        return _("Devueltas")
    if workflow_state.status == WorkflowState.STATUS_IN_PROGRESS:
        return _("Pasan a «%(paso)s»") % {"paso": workflow_state.current_task_state.task.name}
    if moment := Revision.objects.get(pk=revision_pk).approved_go_live_at:
        return _("Se publicarán el %(dia)s") % {
            "dia": date_format(timezone.localtime(moment), "DATE_FORMAT")
        }
    return _("Publicadas")
