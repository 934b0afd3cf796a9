from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from wagtail.signals import task_submitted, workflow_approved, workflow_rejected


class ModeracionConfig(AppConfig):
    name = "moderacion"
    verbose_name = _("Moderación")

    def ready(self):
        from wagtail.models import TaskState, WorkflowState

        from aislamiento.reports import OfWhatWaitsMixin
        from archivos import cambios
        from base.models import BasePage

        from . import flujos, notificaciones, urgentes  # noqa: F401
        from .permissions import PermisosDePagina
        from .queries import EntranceFinder
        from .retiros import pedidos  # noqa: F401

        BasePage.permission_tester_class = PermisosDePagina
        OfWhatWaitsMixin.finder_class = EntranceFinder
        cambios.cambio_enviado.connect(notificaciones.on_file_sent)
        cambios.cambio_urgente.connect(notificaciones.on_file_urgent)
        cambios.cambio_decidido.connect(notificaciones.on_file_decided)
        # The dispatch_uid values are those of Wagtail's own notices, which then do not connect:
        # this app must stand before wagtail.admin in INSTALLED_APPS.
        task_submitted.connect(
            notificaciones.on_task_submitted,
            sender=TaskState,
            dispatch_uid="group_approval_task_submitted_email_notification",
        )
        workflow_approved.connect(
            notificaciones.on_workflow_approved,
            sender=WorkflowState,
            dispatch_uid="workflow_state_approved_email_notification",
        )
        workflow_rejected.connect(
            notificaciones.on_workflow_rejected,
            sender=WorkflowState,
            dispatch_uid="workflow_state_rejected_email_notification",
        )
