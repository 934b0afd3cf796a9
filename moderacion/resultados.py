"""Messages about the outcome of a decision."""

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.utils import get_user_display_name
from wagtail.models import Page, TaskState, WorkflowState, get_default_page_content_type

from tableros.alcance import names_of


def tell(request, task_state, action):
    """Add the message about the outcome of the decision ``action`` on ``task_state``."""
    task_state.refresh_from_db()
    workflow_state = task_state.workflow_state
    workflow_state.refresh_from_db()
    page = Page.objects.get(pk=workflow_state.object_id).specific
    titulo = page.get_admin_display_title()
    if task_state.status == TaskState.STATUS_REJECTED:
        author = workflow_state.requested_by
        messages.success(
            request,
            _("«%(titulo)s»: devuelta a %(autor)s con su comentario.")
            % {"titulo": titulo, "autor": get_user_display_name(author) or _("quien la escribió")},
        )
    elif task_state.status == TaskState.STATUS_IN_PROGRESS:
        _tell_refusal(request, page, action)
    elif workflow_state.status != WorkflowState.STATUS_APPROVED:
        messages.success(
            request,
            _("«%(titulo)s»: aprobada en este paso. Ahora espera en «%(paso)s».")
            % {"titulo": titulo, "paso": workflow_state.current_task_state.task.name},
        )
    else:
        _tell_publication(request, page)


def outcome_of(page, user):
    """Return the outcome for ``page``, which no longer waits, as a message for ``user``."""
    return f"«{page.get_admin_display_title()}»: {what_was_decided(page.pk, user)}."


def what_was_decided(page_pk, user):
    """Return in words what the last decision on the page was, and whose if ``user`` sees them."""
    last = (
        TaskState.objects.filter(
            workflow_state__base_content_type=get_default_page_content_type(),
            workflow_state__object_id=str(page_pk),
            finished_at__isnull=False,
        )
        .order_by("-finished_at")
        .first()
    )
    words = {
        TaskState.STATUS_APPROVED: _("ya no espera su decisión; la aprobó %(nombre)s"),
        TaskState.STATUS_REJECTED: _("ya no espera su decisión; la devolvió %(nombre)s"),
    }
    names = names_of(user, [last.finished_by_id] if last else [])
    if last is None or last.status not in words or last.finished_by_id not in names:
        return _("no espera su decisión")
    return words[last.status] % {"nombre": names[last.finished_by_id]}


def tell_undecided(request, page, reason, comment=""):
    """Add the message that no decision was taken, with the comment that was written for it."""
    told = _("«%(titulo)s» quedó sin decidir: %(motivo)s.") % {
        "titulo": page.get_admin_display_title(),
        "motivo": reason,
    }
    if comment := comment.strip():
        unsent = _("Su comentario no se envió: «%(comentario)s»")
        told = f"{told} {unsent % {'comentario': comment}}"
    messages.error(request, told)


def _tell_publication(request, page):
    titulo = page.get_admin_display_title()
    scheduled = page.scheduled_revision
    if scheduled is not None and scheduled.approved_go_live_at > timezone.now():
        day = timezone.localtime(scheduled.approved_go_live_at)
        messages.success(
            request,
            _("«%(titulo)s»: aprobada. Se publicará el %(fecha)s")
            % {"titulo": titulo, "fecha": date_format(day, "DATETIME_FORMAT")},
        )
    else:
        buttons = [messages.button(page.full_url, _("Verla publicada"), new_window=True)]
        messages.success(
            request,
            _("«%(titulo)s»: aprobada y publicada.") % {"titulo": titulo},
            buttons=buttons if page.full_url else None,
        )


def _tell_refusal(request, page, action):
    if action == "reject":
        messages.error(
            request, _("No se devolvió: falta el comentario que dice qué hay que cambiar.")
        )
    else:
        messages.warning(
            request,
            _(
                "Sus cambios se guardaron. Como usted hizo el último, "
                "otra persona debe aprobar la página."
            ),
        )
