from django.utils.translation import gettext_lazy as _
from wagtail.models import AbstractGroupApprovalTask


class ModeracionTask(AbstractGroupApprovalTask):
    """Approval by a group, in which nobody approves what they last edited."""

    class Meta:
        verbose_name = _("tarea de moderación")
        verbose_name_plural = _("tareas de moderación")

    def get_actions(self, obj, user):
        actions = super().get_actions(obj, user)
        if self.was_edited_by(obj, user):
            return [action for action in actions if action[0] != "approve"]
        return actions

    def on_action(self, task_state, user, action_name, **kwargs):
        # The edit form asks for the actions before it saves what the moderator changed.
        page = task_state.workflow_state.content_object
        if action_name == "approve" and self.was_edited_by(page, user):
            return
        super().on_action(task_state, user, action_name, **kwargs)

    def was_edited_by(self, obj, user):
        revision = obj.get_latest_revision()
        return revision is not None and revision.user_id == user.pk

    @classmethod
    def get_description(cls):
        return _("Aprueba un miembro del grupo que no sea quien hizo el último cambio.")
