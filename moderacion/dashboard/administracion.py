"""Panel of figures for administrators, each with a link to its list."""

from django.db.models import Count, Min
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from post_office.models import STATUS, Email
from wagtail.models import Page, WorkflowState

from aislamiento.scope import scope_of
from moderacion.reports import SEE_MAIL, policy
from tableros.filas import how_long
from tableros.panels import UserPanel

from .listas import EN_REVISION, SIN_PERSONA, VENCIDAS, lista_url, pages_of, workflow_states
from .panels import Cifra


class AdministracionPanel(UserPanel):
    """Figures of all portals: pages in review, overdue or without owner, and failed mails."""

    name = "administracion"
    template_name = "moderacion/dashboard/cifras.html"
    order = 20

    def is_shown(self):
        return policy.user_has_permission(self.user, SEE_MAIL)

    def get_context_data(self, parent_context):
        figures = [self.waiting, *self.of_lists, self.mail]
        return {"grupos": [{"slug": self.name, "titulo": _("Por atender"), "cifras": figures}]}

    @cached_property
    def pages(self):
        return scope_of(self.user).filter(Page.objects.all())

    @property
    def waiting(self):
        found = workflow_states(WorkflowState.STATUS_IN_PROGRESS).filter(
            page_pk__in=self.pages.order_by().values("pk")
        )
        row = found.aggregate(total=Count("pk"), since=Min("current_task_state__started_at"))
        text = ngettext("Página en revisión", "Páginas en revisión", row["total"])
        if row["total"]:
            text += _(", la primera desde hace %(tiempo)s") % {"tiempo": how_long(row["since"])}
        return Cifra(str(row["total"]), text, lista_url(EN_REVISION))

    @property
    def of_lists(self):
        for lista in (VENCIDAS, SIN_PERSONA):
            total = pages_of(lista, self.pages).count()
            yield Cifra(str(total), lista.titulo, lista_url(lista), alerta=total > 0)

    @property
    def mail(self):
        failed = Email.objects.filter(status=STATUS.failed).count()
        text = ngettext("Correo que no salió", "Correos que no salieron", failed)
        return Cifra(str(failed), text, reverse("correos:index"), alerta=failed > 0)
