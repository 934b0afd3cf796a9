"""News that municipalities propose to the province: pending list, report and decision."""

from django.db import transaction
from django.db.models import F
from django.http import HttpResponseBadRequest
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View
from django.views.generic.detail import SingleObjectMixin
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column
from wagtail.log_actions import log
from wagtail.models import Page
from wagtail.permissions import policy_registry

from base.homes import portal_records
from tableros.columnas import FormColumn
from tableros.filas import Pendiente, how_long
from tableros.menu_entries import MenuGroup
from tableros.panels import PendientesPanel
from tableros.reports import ReportViewSet, Screen
from tableros.views import BaseReportView

from .models import DecisionDeLaProvincia, NoticiaPage
from .models.decision import ACEPTAR, NO_ACEPTAR

# POST values of the buttons.
_ANSWERS = {"aceptar": True, "no-aceptar": False}


def decides(user):
    """Return whether ``user`` may publish the province's front page, and so take decisions."""
    policy = policy_registry.get_by_type(Page)
    return any(
        policy.user_has_permission_for_instance(user, "publish", record.site.root_page)
        for record in portal_records()
        if record.es_provincial
    )


def pending():
    """Return the published proposals without a decision, the longest waiting first."""
    return NoticiaPage.objects.propuestas().filter(decision=None).order_by("last_published_at")


class PropuestasPanel(PendientesPanel):
    """Panel of the admin's front page: proposals that wait for a decision of the province."""

    name = "propuestas"
    order = 130

    def find(self):
        return pending()

    def make_fila(self, noticia):
        return Pendiente(
            pk=noticia.pk,
            titulo=noticia.title,
            url=reverse(self.lista),
            datos=[self.portales.get_name(noticia.path)],
            estado=[_("Espera hace %(tiempo)s") % {"tiempo": how_long(noticia.last_published_at)}],
        )


class PropuestaColumn(FormColumn):
    """Column with both item and buttons, because a telephone shows only the first columns."""

    cell_template_name = "noticias/admin/propuesta.html"


class PropuestasView(BaseReportView):
    """Report of the proposals of all municipalities: undecided first, then the latest decisions."""

    model = NoticiaPage
    counted = gettext_lazy("propuesta"), gettext_lazy("propuestas")
    columns = [
        PropuestaColumn("title", label=gettext_lazy("Noticia")),
        Column("estado", label=gettext_lazy("Decisión")),
        Column("portal", label=gettext_lazy("Portal")),
        Column("dia", label=gettext_lazy("Fecha")),
    ]
    list_export = ()
    no_results_message = gettext_lazy("Ningún municipio propone noticias ahora.")

    def get_queryset(self):
        proposals = NoticiaPage.objects.propuestas().select_related("decision")
        return proposals.order_by(F("decision__el").desc(nulls_first=True), "-fecha", "-pk")

    def decorate(self, noticia):
        noticia.portal = self.portales.get_name(noticia.path)
        noticia.dia = date_format(noticia.fecha, "SHORT_DATE_FORMAT")
        noticia.estado = getattr(noticia, "decision", None) or _("Por decidir")


class DecidirPropuestaView(SingleObjectMixin, View):
    """View that stores the province's decision on a proposal; it may be changed later."""

    model = NoticiaPage
    http_method_names = ["post"]

    def get_queryset(self):
        return NoticiaPage.objects.propuestas()

    def post(self, request, *args, **kwargs):
        accepted = _ANSWERS.get(request.POST.get("decision"))
        if accepted is None:
            return HttpResponseBadRequest()
        noticia = self.get_object()
        with transaction.atomic():
            DecisionDeLaProvincia.objects.update_or_create(
                noticia=noticia, defaults={"aceptada": accepted, "por": request.user}
            )
            log(noticia, ACEPTAR if accepted else NO_ACEPTAR, user=request.user)
        words = (
            _("«%(titulo)s» se muestra en el portal provincial.")
            if accepted
            else _("«%(titulo)s» no se muestra en el portal provincial.")
        )
        messages.success(request, words % {"titulo": noticia.title})
        return redirect("propuestas:index")


class PropuestasViewSet(ReportViewSet):
    name = "propuestas"
    menu_label = gettext_lazy("Propuestas a la provincia")
    icon = "site"
    menu_order = 50
    menu_group = MenuGroup.UNDER_WAY
    menu_description = gettext_lazy(
        "Noticias que los municipios proponen al portal de la provincia."
    )
    is_total = True
    addresses = (
        Screen("", PropuestasView, "index"),
        Screen("<int:pk>/", DecidirPropuestaView, "decidir", {"pk": NoticiaPage}),
    )
    panel_class = PropuestasPanel

    def may_enter(self, user):
        return decides(user)
