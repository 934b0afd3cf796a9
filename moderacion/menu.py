"""Buttons at the foot of the page form: the next step first, with labels of the project."""

from functools import cache

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

from archivos.vistos import seen
from equipos.roles import PUBLISH_OWN_EDITS


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
    """Publishes a draft of somebody else unchanged; with a change it would be one's own edit."""

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
        # After an error, keep the digests from the form: the user has not seen newer files.
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
    """Only for the sender and the owner of the page; moderators return it with a comment."""

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
    """Only for a returned page whose workflow has several steps; else it equals sending again."""

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
# Lower numbers come first; the first button is always visible, the others are in a menu.
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
    """Sort the buttons, next step first; remove those that the user cannot or should not use."""
    page = context.get("page")
    state = page.current_workflow_state if page else None
    is_urgent = request.user.has_perm(PUBLISH_OWN_EDITS)
    # For both buttons that approve: each time it is asked it makes two queries.
    is_last = cache(lambda: state.is_at_final_task)
    items = []
    for item in menu_items:
        if is_urgent and type(item) is PublishMenuItem:
            item = UrgenteMenuItem()
        elif replacement := _REPLACEMENTS.get(type(item)):
            if not replacement.is_shown(context):
                continue
            item = replacement
        elif isinstance(item, WorkflowMenuItem) and item.name == "approve":
            item.label = approval_label(is_last(), with_comment=item.launch_modal)
            if not item.launch_modal:
                item = AprobarMenuItem(item.name, item.label, False, icon_name=item.icon_name)
        items.append(item)
    menu_items[:] = sorted(items, key=_position)


def _position(item):
    is_secondary = isinstance(item, WorkflowMenuItem) and item.launch_modal
    return _ORDER.get(type(item), 9), is_secondary and item.name == "approve", item.order


def approval_label(is_last, *, with_comment):
    """Return the label of the approve button; ``is_last`` says if no step follows."""
    if not is_last:
        return _("Aprobar con un comentario") if with_comment else _("Aprobar y pasar adelante")
    return _("Aprobar y publicar con un comentario") if with_comment else _("Aprobar y publicar")
