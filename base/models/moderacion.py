from django.utils.translation import gettext_lazy as _
from wagtail.models import AbstractGroupApprovalTask


class ModeracionTask(AbstractGroupApprovalTask):
    """Approval by a group, in which nobody approves what they last edited."""

    class Meta:
        verbose_name = _("tarea de moderación")
        verbose_name_plural = _("tareas de moderación")

    def get_actions(self, obj, user):
        revision = obj.get_latest_revision()
        if revision is not None and revision.user_id == user.pk:
            return []
        return super().get_actions(obj, user)

    @classmethod
    def get_description(cls):
        return _("Aprueba un miembro del grupo que no sea quien hizo el último cambio.")
