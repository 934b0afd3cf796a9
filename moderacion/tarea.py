from django import forms
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from wagtail.forms import TaskStateCommentForm
from wagtail.locks import WorkflowLock
from wagtail.models import AbstractGroupApprovalTask

from traduccion.paginas import textos_por_traducir, translated_what_waits

from .permissions import edited_last
from .versiones import hold


class MotivoForm(TaskStateCommentForm):
    """Form to return a page, with a required comment that tells the author what to change."""

    comment = forms.CharField(
        label=_("Qué hay que cambiar"),
        widget=forms.Textarea({"rows": 4}),
        help_text=_("Le llega por correo a quien envió la página y queda a la vista en ella."),
        error_messages={"required": _("Escriba qué hay que cambiar: sin eso no se devuelve.")},
    )


class EsperaLock(WorkflowLock):
    """Lock of a page in moderation; its message tells the sender how to withdraw the page."""

    def get_message(self, user):
        if not self.for_user(user):
            return None
        message = _("Esta página espera en «%(paso)s» y mientras tanto no se puede cambiar.") % {
            "paso": self.task.name
        }
        state = self.object.current_workflow_state
        if state is not None and state.user_can_cancel(user):
            way_out = _("Para corregirla, pulse la flecha de abajo y «Retirar de moderación».")
            return f"{message} {way_out}"
        return message

    def get_locked_by(self, user, can_lock=False):
        return _("Se puede cambiar") if can_lock else _("Espera moderación")

    def get_description(self, user, can_lock=False):
        if can_lock:
            return _("Bloquéela si no quiere que la cambie otra persona mientras la revisa.")
        return _("Solo puede cambiarla quien la revisa.")


class ModeracionTask(AbstractGroupApprovalTask):
    """Approval by a group; a member who last edited the page cannot approve it."""

    lock_class = EsperaLock

    class Meta:
        verbose_name = _("tarea de moderación")
        verbose_name_plural = _("tareas de moderación")

    def get_actions(self, obj, user):
        if not super().get_actions(obj, user):
            return []
        actions = [("reject", _("Devolver con un comentario"), True)]
        # A waiting translation may be incomplete again, because its original changed.
        if not self.was_edited_by(obj, user) and not textos_por_traducir(obj):
            actions = [
                ("approve", _("Aprobar"), False),
                *actions,
                ("approve", _("Aprobar con un comentario"), True),
            ]
        return actions

    def get_form_for_action(self, action):
        return MotivoForm if action == "reject" else super().get_form_for_action(action)

    @transaction.atomic
    def on_action(self, task_state, user, action_name, **kwargs):
        """Decide, but do nothing if the user may not, or if the step was decided meanwhile.

        The edit form checks the actions before it saves the moderator's changes, and passes the
        data of its dialogue without validating the form again. So both are checked here.
        """
        if hold(task_state) is None:
            return
        page = task_state.workflow_state.content_object
        page.refresh_from_db(fields=["latest_revision"])
        if action_name not in {name for name, *_rest in self.get_actions(page, user)}:
            return
        comment = str(kwargs.get("comment", "")).strip()
        if action_name == "reject" and not comment:
            return
        super().on_action(task_state, user, action_name, comment=comment)

    def was_edited_by(self, obj, user):
        return edited_last(obj, user) or translated_what_waits(obj, user)

    @classmethod
    def get_description(cls):
        return _("Aprueba un miembro del grupo que no sea quien hizo el último cambio.")
