"""The buttons at the foot of a page's form: what people come for first, in their words."""

from django.utils.translation import gettext as _
from wagtail.admin.action_menu import (
    CancelWorkflowMenuItem,
    PageLockedMenuItem,
    PublishMenuItem,
    RestartWorkflowMenuItem,
    SaveDraftMenuItem,
    SubmitForModerationMenuItem,
    WorkflowMenuItem,
)
from wagtail.models import WorkflowState

from equipos.roles import PUBLISH_OWN_EDITS

from .archivos.vistos import seen


class EnviarMenuItem(SubmitForModerationMenuItem):
    template_name = "moderacion/menu/enviar.html"

    def get_context_data(self, parent_context):
        context = super().get_context_data(parent_context)
        page = context.get("page")
        state = page.current_workflow_state if page else None
        again = state is not None and state.status == WorkflowState.STATUS_NEEDS_CHANGES
        context["label"] = _("Enviar de nuevo a moderación") if again else _("Enviar a moderación")
        return context


class AprobarMenuItem(WorkflowMenuItem):
    template_name = "moderacion/menu/aprobar.html"


class PublicarMenuItem(PublishMenuItem):
    """For what somebody else wrote and nobody reads yet, as it is: a change would be one's own."""

    template_name = "moderacion/menu/publicar.html"

    def is_shown(self, context):
        page = context.get("page")
        return (
            context["view"] == "edit"
            and page.latest_revision_id is not None
            and (page.has_unpublished_changes or not page.live)
            and super().is_shown(context)
        )

    def get_context_data(self, parent_context):
        page, request = parent_context["page"], parent_context["request"]
        # After an error the form comes back without anybody having looked at the files again.
        archivos = request.POST.get(self.name) or seen(page.get_latest_revision())
        return super().get_context_data(parent_context) | {
            "label": _("Publicar tal como está"),
            "archivos": archivos,
        }


class UrgenteMenuItem(PublishMenuItem):
    template_name = "wagtailadmin/shared/action_menu/menu_item.html"

    def get_context_data(self, parent_context):
        return super().get_context_data(parent_context) | {
            "label": _("Publicar con urgencia, sin moderación")
        }


class RetirarMenuItem(CancelWorkflowMenuItem):
    """For whoever sent the page; moderators return it and say why."""

    def is_shown(self, context):
        page = context.get("page")
        state = page.current_workflow_state if page else None
        return state is not None and context["request"].user.pk in (
            state.requested_by_id,
            page.owner_id,
        )

    def get_context_data(self, parent_context):
        return super().get_context_data(parent_context) | {"label": _("Retirar de moderación")}


class DesdeElPrincipioMenuItem(RestartWorkflowMenuItem):
    """Only where it differs from sending again: a page that came back from a later step."""

    def is_shown(self, context):
        page = context.get("page")
        state = page.current_workflow_state if page else None
        return (
            state is not None
            and state.status == WorkflowState.STATUS_NEEDS_CHANGES
            and state.workflow.tasks.count() > 1
            and super().is_shown(context)
        )

    def get_context_data(self, parent_context):
        return super().get_context_data(parent_context) | {
            "label": _("Enviar desde el primer paso")
        }


_REPLACEMENTS = {
    SubmitForModerationMenuItem: EnviarMenuItem(),
    CancelWorkflowMenuItem: RetirarMenuItem(),
    RestartWorkflowMenuItem: DesdeElPrincipioMenuItem(),
    PublishMenuItem: PublicarMenuItem(),
}
# Lower comes first, and the first is the button that is always in sight.
_ORDER = {
    AprobarMenuItem: 0,
    WorkflowMenuItem: 1,
    EnviarMenuItem: 1,
    PageLockedMenuItem: 1,
    SaveDraftMenuItem: 2,
    PublicarMenuItem: 3,
    UrgenteMenuItem: 4,
}


def arrange(menu_items, request, context):
    """Put the next step first; leave out what the person cannot or should not do."""
    page = context.get("page")
    state = page.current_workflow_state if page else None
    is_urgent = request.user.has_perm(PUBLISH_OWN_EDITS)
    items = []
    for item in menu_items:
        if is_urgent and type(item) is PublishMenuItem:
            item = UrgenteMenuItem()
        elif replacement := _REPLACEMENTS.get(type(item)):
            if not replacement.is_shown(context):
                continue
            item = replacement
        elif isinstance(item, WorkflowMenuItem) and item.name == "approve":
            item.label = approval_label(state, with_comment=item.launch_modal)
            if not item.launch_modal:
                item = AprobarMenuItem(item.name, item.label, False, icon_name=item.icon_name)
        items.append(item)
    menu_items[:] = sorted(items, key=_position)


def _position(item):
    is_secondary = isinstance(item, WorkflowMenuItem) and item.launch_modal
    return _ORDER.get(type(item), 9), is_secondary and item.name == "approve", item.order


def approval_label(state, *, with_comment):
    """Say what approving does at the step at which the page stands."""
    if not state.is_at_final_task:
        return _("Aprobar con un comentario") if with_comment else _("Aprobar y pasar adelante")
    return _("Aprobar y publicar con un comentario") if with_comment else _("Aprobar y publicar")
