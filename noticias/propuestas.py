"""What municipalities propose to the province, and how it decides."""

from django.core.exceptions import PermissionDenied
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
from wagtail.admin.paginator import WagtailPaginator
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.reports import ReportView
from wagtail.log_actions import log
from wagtail.models import Page
from wagtail.permissions import policy_registry

from base.columnas import FormColumn
from base.portadas import portal_records
from moderacion.tableros.alcance import portales_of
from moderacion.tableros.filas import Fila, how_long
from moderacion.tableros.paneles import PendientesPanel

from .models import DecisionDeLaProvincia, NoticiaPage

ACEPTAR, NO_ACEPTAR = "noticias.aceptar", "noticias.no_aceptar"
# What the buttons send.
_ANSWERS = {"aceptar": True, "no-aceptar": False}


def decides(user):
    """Whether the person decides what the province shows: whoever may publish its front page."""
    policy = policy_registry.get_by_type(Page)
    return any(
        policy.user_has_permission_for_instance(user, "publish", record.site.root_page)
        for record in portal_records()
        if record.es_provincial
    )


def pending():
    """Return the published proposals on which nobody has decided, the longest waiting first."""
    return NoticiaPage.objects.propuestas().filter(decision=None).order_by("last_published_at")


class PropuestasPanel(PendientesPanel):
    """On the admin's front page: the proposals that wait for a decision of the province."""

    name = "propuestas"
    titulo = gettext_lazy("Propuestas a la provincia")
    lista = "propuestas:index"
    order = 130

    def find(self):
        return pending() if decides(self.user) else []

    def make_filas(self, found):
        portales = portales_of(self.user)
        return [
            Fila(
                pk=noticia.pk,
                titulo=noticia.title,
                url=reverse(self.lista),
                datos=[portales.get_name(noticia.path)],
                estado=[
                    _("Espera hace %(tiempo)s") % {"tiempo": how_long(noticia.last_published_at)}
                ],
            )
            for noticia in found
        ]


class PropuestaColumn(FormColumn):
    """The item and what to decide, together: a telephone shows the first columns only."""

    cell_template_name = "noticias/admin/propuesta.html"


class PropuestasPaginator(WagtailPaginator):
    verbose_name, verbose_name_plural = gettext_lazy("propuesta"), gettext_lazy("propuestas")


class DecidersMixin:
    def dispatch(self, request, *args, **kwargs):
        if not decides(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class PropuestasView(DecidersMixin, ReportView):
    """The proposals of all municipalities: those to be decided, then the latest."""

    model = NoticiaPage
    page_title = gettext_lazy("Propuestas a la provincia")
    header_icon = "site"
    index_url_name = "propuestas:index"
    index_results_url_name = "propuestas:index_results"
    paginator_class = PropuestasPaginator
    columns = [
        PropuestaColumn("title", label=gettext_lazy("Noticia")),
        Column("estado", label=gettext_lazy("Decisión")),
        Column("portal", label=gettext_lazy("Portal")),
        Column("dia", label=gettext_lazy("Fecha")),
    ]
    no_results_message = gettext_lazy("Ningún municipio propone noticias ahora.")

    def get_queryset(self):
        proposals = NoticiaPage.objects.propuestas().select_related("decision")
        return proposals.order_by(F("decision__el").desc(nulls_first=True), "-fecha", "-pk")

    def decorate_paginated_queryset(self, object_list):
        portales = portales_of(self.request.user)
        for noticia in object_list:
            noticia.portal = portales.get_name(noticia.path)
            noticia.dia = date_format(noticia.fecha, "SHORT_DATE_FORMAT")
            noticia.estado = getattr(noticia, "decision", None) or _("Por decidir")
        return object_list


class DecidirView(DecidersMixin, SingleObjectMixin, View):
    """Keep what the province decides on one proposal; it may change its mind."""

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
