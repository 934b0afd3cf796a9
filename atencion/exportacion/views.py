"""Admin screens to export personal data: of one citizen at once, of many cases with approval."""

from django.http import StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, TemplateView, View
from wagtail.admin import messages

from atencion.alertas import warn_of_export
from atencion.casos import NoSePuedeError
from atencion.models import Exportacion
from atencion.permissions import coordina_alguno, sites_coordinados
from tableros.menu_entries import MenuGroup
from tableros.reports import ReportViewSet, Screen
from tableros.views import PantallaMixin

from .forms import DatoDePersonaForm, PedirForm
from .persona import archivo_de_la_persona, casos_de_la_persona, note_delivery
from .solicitudes import decidir, download, exportaciones_de, pedir, puede_decidir, puede_descargar

_LATEST = 50


class FormularioMixin(PantallaMixin):
    template_name = "atencion/exportacion/formulario.html"
    success_url = reverse_lazy("exportar_casos:index")

    def form_invalid(self, form):
        response = super().form_invalid(form)
        response.status_code = 422
        return response


class IndexView(PantallaMixin, TemplateView):
    template_name = "atencion/exportacion/index.html"

    def get_context_data(self, **kwargs):
        user = self.request.user
        exportaciones = list(exportaciones_de(user)[:_LATEST])
        for exportacion in exportaciones:
            exportacion.se_decide = puede_decidir(exportacion, user)
            exportacion.se_descarga = puede_descargar(exportacion, user)
        return super().get_context_data(**kwargs) | {"exportaciones": exportaciones}


class PersonaView(FormularioMixin, FormView):
    page_title = gettext_lazy("Entregar sus datos a una persona")
    form_class = DatoDePersonaForm
    boton = gettext_lazy("Descargar")
    explicacion = gettext_lazy(
        "Todo lo que se guarda de una persona en su portal, sin las notas internas, para "
        "entregárselo a ella y a nadie más. Compruebe antes quién es. Queda en la bitácora."
    )

    def form_valid(self, form):
        casos = casos_de_la_persona(self.request.user, **form.cleaned_data)
        if not casos:
            form.add_error("valor", _("Su portal no guarda ningún caso con ese dato."))
            return self.form_invalid(form)
        note_delivery(casos, self.request.user)
        return _download(archivo_de_la_persona(casos), "application/zip", "datos.zip")


class PedirView(FormularioMixin, FormView):
    page_title = gettext_lazy("Pedir los datos de muchos casos")
    form_class = PedirForm
    boton = gettext_lazy("Pedir")
    explicacion = gettext_lazy(
        "Una tabla con los datos personales de los casos de un período. La aprueba otra persona "
        "que coordine el mismo portal; después se descarga una sola vez, durante las 24 horas "
        "siguientes a la aprobación. Para las cifras no hace falta: están en «Cómo respondemos»."
    )

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"sites": sites_coordinados(self.request.user)}

    def form_valid(self, form):
        exportacion = pedir(por=self.request.user, **form.cleaned_data)
        if warn_of_export(exportacion):
            messages.success(self.request, _("Pedida. Espera la decisión de otra persona."))
        else:
            messages.warning(
                self.request,
                _(
                    "Pedida, pero nadie más coordina este portal: hasta que otra persona esté en "
                    "el grupo «Coordinador», no hay quien la apruebe."
                ),
            )
        return super().form_valid(form)


class _PasoView(View):
    """One step of an export request; if it is not allowed, the user gets a message."""

    model = Exportacion
    http_method_names = ["post"]

    def post(self, request, pk):
        exportacion = get_object_or_404(exportaciones_de(request.user), pk=pk)
        try:
            return self.take(exportacion)
        except NoSePuedeError as error:
            messages.error(request, str(error))
            return redirect("exportar_casos:index")


class DecidirExportacionView(_PasoView):
    def take(self, exportacion):
        aprobada = "aprobar" in self.request.POST
        decidir(exportacion, aprobada=aprobada, por=self.request.user)
        messages.success(self.request, _("Aprobada.") if aprobada else _("Denegada."))
        return redirect("exportar_casos:index")


class DescargarView(_PasoView):
    def take(self, exportacion):
        lines = download(exportacion, por=self.request.user)
        name = f"casos-{timezone.localdate().isoformat()}.csv"
        return _download(lines, "text/csv; charset=utf-8", name)


def _download(content, content_type, name):
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return StreamingHttpResponse(content, content_type=content_type, headers=headers)


class DatosDeCasosViewSet(ReportViewSet):
    """Exports of personal data, for the coordinators of any portal."""

    name = "exportar_casos"
    url_prefix = "datos-de-casos"
    menu_label = gettext_lazy("Datos personales de los casos")
    icon = "download"
    menu_order = 830
    menu_group = MenuGroup.DONE
    menu_description = gettext_lazy("Pedir los datos de los casos, y quién los pidió.")
    addresses = (
        Screen("", IndexView, "index"),
        Screen("persona/", PersonaView, "persona"),
        Screen("pedir/", PedirView, "pedir"),
        Screen("<int:pk>/decidir/", DecidirExportacionView, "decidir", {"pk": Exportacion}),
        Screen("<int:pk>/descargar/", DescargarView, "descargar", {"pk": Exportacion}),
    )

    def may_enter(self, user):
        return coordina_alguno(user)
