"""Hooks around Wagtail's page views that stop an action or show a message."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.models import WorkflowState

from archivos.vistos import changed_since
from equipos.roles import PUBLISH_OWN_EDITS
from moderacion.models import ModeracionTask
from moderacion.permissions import edited_last
from traduccion.paginas import traduccion_de

from .devoluciones import devolucion
from .queries import entrance


def keep_own_edits_as_draft(request, page):
    """Hook ``before_publish_page``: stop if the form that was just saved contained changes.

    Wagtail checked the permission before saving; with a change, the user is now the last editor.
    """
    if request.user.has_perm(PUBLISH_OWN_EDITS) or not edited_last(page, request.user):
        return None
    explain_draft(request, page)
    return redirect("wagtailadmin_pages:edit", page.pk)


def refuse_unseen_files(request, page):
    """Hook ``before_publish_page``: stop if files of the draft changed since the form opened."""
    changed = changed_since(request.POST.get("action-publish", ""), page.get_latest_revision())
    if not changed:
        return None
    messages.warning(
        request,
        _(
            "No se publicó: mientras usted miraba «%(titulo)s», alguien cambió archivos suyos "
            "(%(archivos)s). Mírelos otra vez y, si están bien, publique."
        )
        % {
            "titulo": page.get_admin_display_title(),
            "archivos": ", ".join(f"«{archivo.title}»" for archivo in changed),
        },
    )
    return redirect("wagtailadmin_pages:edit", page.pk)


def explain_kept_draft(request, page):
    """Show a message if the user asked to publish a page but it was only saved."""
    if (
        request.POST.get("action-publish")
        and not page.permissions_for_user(request.user).can_publish()
    ):
        explain_draft(request, page)


def explain_draft(request, page):
    messages.warning(
        request,
        _(
            "No se publicó: «%(titulo)s» quedó guardada como borrador. Lo que uno mismo cambió "
            "lo aprueba otra persona; pulse «Enviar a moderación»."
        )
        % {"titulo": page.get_admin_display_title()},
    )


def explain_state(request, page):
    """Show above the form why the page was returned, or that it waits for a decision."""
    if request.method != "GET":
        return
    state = page.current_workflow_state
    if state is None or state.current_task_state is None:
        return
    task = state.current_task_state.task.specific
    if state.status == WorkflowState.STATUS_NEEDS_CHANGES:
        messages.warning(request, _return_in_words(page, state.current_task_state))
    elif isinstance(task, ModeracionTask) and task.get_actions(page, request.user):
        _lead_to_the_decision(request, page, task)


def _lead_to_the_decision(request, page, task):
    """Show a link from the edit form to the review page, with its changes and the decision."""
    if task.was_edited_by(page, request.user):
        text = _("Usted hizo el último cambio: esta página la debe aprobar otra persona.")
    elif traduccion_de(page) is None:
        text = _("Esta página espera su decisión.")
    else:
        return  # the translation editor has its own link
    button = messages.button(entrance(page.pk, waits=True), _("Ver qué cambia"))
    messages.info(request, text, buttons=[button])


def _return_in_words(page, task_state):
    vuelta = devolucion(page, task_state)
    lines = [
        _("Devuelta por %(por)s: «%(comentario)s»")
        % {"por": vuelta.por, "comentario": vuelta.comentario}
    ]
    lines += [f"{item.lugar}: «{item.texto}»" for item in vuelta.observaciones]
    return " · ".join(lines)


def require_publisher(request, page):
    """Hook ``before_convert_alias_page``: raise ``PermissionDenied`` unless ``may_detach``."""
    if not may_detach(page, request.user):
        raise PermissionDenied


def may_detach(alias, user):
    """Whether an editor of ``alias`` may detach it: not if live, without the right to publish."""
    return not alias.live or alias.permissions_for_user(user).decides_what_is_public
