"""The report of the anuncios, with a button to send one again, and the test of a channel."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView, View
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.models import Page, Site

from aislamiento.addresses import TEXT
from aislamiento.scope import scope_of
from tableros.columnas import FormColumn
from tableros.menu_entries import MenuGroup
from tableros.reports import ReportViewSet, Screen
from tableros.views import BaseReportView

from .canales import CANALES, canal_de
from .filters import AnunciosFilterSet
from .models import Anuncio, Difusion
from .permissions import may_change
from .resultados import MasTardeError, NoEnviadoError, SinRespuestaError
from .tareas import enqueue


class PaginaAnunciadaColumn(Column):
    cell_template_name = "difusion/admin/celda_pagina.html"


class EstadoDelAnuncioColumn(FormColumn):
    cell_template_name = "difusion/admin/celda_estado.html"


class AnunciosView(BaseReportView):
    """The anuncios in the portals of the user: what was sent, what was not, and why."""

    model = Anuncio
    queryset = Anuncio.objects.select_related("site")
    filterset_class = AnunciosFilterSet
    counted = gettext_lazy("anuncio"), gettext_lazy("anuncios")
    columns = [
        PaginaAnunciadaColumn("titulo", label=gettext_lazy("Página")),
        EstadoDelAnuncioColumn("estado", label=gettext_lazy("Estado")),
    ]
    list_export = ()
    no_results_message = gettext_lazy(
        "No se ha anunciado nada. Los canales se ponen en Configuración, Difusión."
    )
    no_matches_message = gettext_lazy("Ningún anuncio coincide con los filtros. Quite alguno.")

    def decorate_paginated_queryset(self, object_list):
        user = self.request.user
        pages = Page.objects.filter(pk__in=[anuncio.pagina_id for anuncio in object_list])
        seen = set(scope_of(user).filter(pages).values_list("pk", flat=True))
        for anuncio in object_list:
            anuncio.se_edita = anuncio.pagina_id in seen
            anuncio.se_repite = anuncio.estado in Anuncio.REPETIBLES and may_change(user, anuncio)
        return object_list


class RepetirView(View):
    """Sends an anuncio again, even if it may have arrived: the user has checked that."""

    model = Anuncio
    http_method_names = ["post"]

    def post(self, request, pk):
        anuncios = scope_of(request.user).filter(Anuncio.objects.all())
        anuncio = get_object_or_404(anuncios, pk=pk)
        if not may_change(request.user, anuncio):
            raise PermissionDenied
        with transaction.atomic():
            if is_waiting := anuncio.start_over():
                enqueue(anuncio)
        if is_waiting:
            messages.success(request, _("«%s» se envía de nuevo en un momento.") % anuncio)
        else:
            messages.info(request, _("Ese anuncio ya salió o está en camino."))
        return redirect("anuncios:index")


class ProbarView(WagtailAdminTemplateMixin, TemplateView):
    """Sends a test message to a channel, and shows the result."""

    model = Site
    template_name = "difusion/admin/probar.html"

    def dispatch(self, request, *args, **kwargs):
        site = get_object_or_404(scope_of(request.user).filter(Site.objects.all()), pk=kwargs["pk"])
        if kwargs["canal"] not in CANALES:
            raise Http404
        if not may_change(request.user, site):
            raise PermissionDenied
        self.site = site
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def canal(self):
        return canal_de(self.kwargs["canal"], Difusion.for_site(self.site))

    def get_page_title(self):
        return _("Probar: %(canal)s") % {"canal": Anuncio.Canal(self.kwargs["canal"]).label}

    def get_page_subtitle(self):
        return self.site.site_name

    def get_breadcrumbs_items(self):
        settings = reverse("wagtailsettings:edit", args=["difusion", "difusion", self.site.pk])
        return [
            *self.breadcrumbs_items[:1],  # it is reached from the settings
            {"url": settings, "label": _("Difusión")},
            {"url": "", "label": self.get_page_title(), "sublabel": self.get_page_subtitle()},
        ]

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {
            "canal": self.canal,
            "site": self.site,
        }

    def post(self, request, *args, **kwargs):
        if not self.canal.is_on:
            messages.error(request, _("El canal está apagado o le faltan datos."))
            return redirect(request.path)
        try:
            self.canal.test()
        except (MasTardeError, NoEnviadoError, SinRespuestaError) as why:
            messages.error(request, _("La prueba no llegó: %s") % why)
        else:
            messages.success(request, _("La prueba se envió: compruebe que llegó."))
        return redirect(request.path)


class AnunciosViewSet(ReportViewSet):
    name = "anuncios"
    menu_label = gettext_lazy("Anuncios")
    icon = "comment"
    menu_order = 799  # before «Moderación»
    menu_group = MenuGroup.DONE
    menu_description = gettext_lazy("Lo que se anunció en los canales, y lo que no salió.")
    addresses = (
        Screen("", AnunciosView, "index"),
        Screen("<int:pk>/repetir/", RepetirView, "repetir", {"pk": Anuncio}),
        Screen("probar/<int:pk>/<slug:canal>/", ProbarView, "probar", {"pk": Site, "canal": TEXT}),
    )
