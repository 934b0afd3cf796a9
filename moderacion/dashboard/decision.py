"""Approve or return a page of the queue by the rules of its own step, one page at a time."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Page, Revision, TaskState, WorkflowState

from aislamiento.scope import scope_of
from moderacion.queries import waiting_for
from moderacion.versiones import hold, version_of
from servidor.claves import as_keys
from traduccion.paginas import textos_por_traducir

from .filas import get_day

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
    state = TaskState.objects.filter(pk=eleccion.tarea).select_related("workflow_state").first()
    page = state and Page.objects.filter(pk=state.workflow_state.object_id).first()
    if page and scope_of(user).sees(page):
        return page.get_admin_display_title()
    return _("Una página que ya no existe")


@transaction.atomic
def decide(user, eleccion, action, **data):
    """Approve or return one page; return the outcome in words («Publicadas»…).

    Raise ``DecisionError`` if the user may not decide, or if the page changed since they saw it.
    """
    state = waiting_for(user).filter(pk=eleccion.tarea).first()
    # Approval publishes the latest revision: the lock prevents saving another one meanwhile.
    page = state and hold(state)
    if page is None:
        raise DecisionError(_("ya no espera su decisión"))
    if version_of(page) != eleccion.version:
        raise DecisionError(_("cambió después de que usted la miró; mírela de nuevo"))
    task = state.task.specific
    # Here users decide nothing on their own edits; they cannot even return them.
    if task.was_edited_by(page, user):
        raise DecisionError(_("usted hizo el último cambio; debe decidir otra persona"))
    if action == "approve" and textos_por_traducir(page):
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
        return _("Se publicarán el %(dia)s") % {"dia": get_day(moment)}
    return _("Publicadas")
