"""«Puesta en marcha»: screens with what each portal still needs, where it is also opened."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages

from aislamiento.scope import scope_of
from base.models import PortalSettings
from equipos.gestion import keeps_all
from tableros.menu_entries import MenuGroup
from tableros.reports import ReportViewSet, Screen
from tableros.views import PantallaMixin

from . import estados, modulos
from .pasos import PuestaEnMarcha

# Maximum number of missing items listed for a step.
_NAMED = 6


class PortalesView(PantallaMixin, TemplateView):
    template_name = "home/apertura/portales.html"

    @cached_property
    def records(self):
        return list(scope_of(self.request.user).portales.select_related("site__root_page"))

    def get(self, request, *args, **kwargs):
        if len(self.records) == 1:
            return redirect(reverse("puesta_en_marcha:portal", args=[self.records[0].pk]))
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        started = zip(self.records, PuestaEnMarcha.of(self.records), strict=True)
        portales = [
            {
                "record": record,
                "avance": marcha.avance,
                "siguiente": next(iter(marcha.por_hacer), None),
                "url": reverse("puesta_en_marcha:portal", args=[record.pk]),
            }
            for record, marcha in started
        ]
        return super().get_context_data(**kwargs) | {"portales": portales}


class PortalView(PantallaMixin, TemplateView):
    model = PortalSettings  # the model that its URL names
    template_name = "home/apertura/portal.html"

    @cached_property
    def record(self):
        visible = scope_of(self.request.user).portales.select_related("site__root_page")
        return get_object_or_404(visible, pk=self.kwargs["pk"])

    @cached_property
    def marcha(self):
        return PuestaEnMarcha.of([self.record])[0]

    def get_page_title(self):
        return self.record.territorio

    def get_context_data(self, **kwargs):
        is_chief = keeps_all(self.request.user)
        return super().get_context_data(**kwargs) | {
            "record": self.record,
            "avance": self.marcha.avance,
            "pasos": [self._describe(paso, avance) for paso, avance in self.marcha.pasos],
            "enlace": estados.enlace_de(self.record),
            "puede_abrir": is_chief,
            "faltan": self.marcha.imprescindibles_por_hacer,
            "modulos": modulos.modulos(self.record) if is_chief else (),
        }

    def _describe(self, paso, avance):
        wanted = [] if avance.esta_listo else list(paso.faltan(self.marcha.portal))
        return {
            "paso": paso,
            "avance": avance,
            "faltan": wanted[:_NAMED],
            "preguntas": paso.preguntas() if wanted else (),
            "otras": max(0, len(wanted) - _NAMED),
            "url": paso.url(self.marcha.portal),
        }

    def post(self, request, *args, **kwargs):
        if not keeps_all(request.user):
            raise PermissionDenied
        action = request.POST.get("accion", "")
        if action == "enlace" and not self.record.esta_abierto:
            estados.renew_link(self.record, request.user)
            messages.success(request, _("Este es el enlace nuevo; el anterior ya no abre."))
        elif action == "abrir" and not self.record.esta_abierto:
            self._open()
        elif action.startswith("modulo-"):
            self._switch(action.removeprefix("modulo-"))
        return redirect(request.path)

    def _open(self):
        wanted = [str(paso.titulo) for paso in self.marcha.imprescindibles_por_hacer]
        if wanted and not self.request.POST.get("confirmo"):
            messages.error(
                self.request,
                _("Falta lo imprescindible: %(pasos)s. Si lo abre así, márquelo antes.")
                % {"pasos": ", ".join(wanted)},
            )
            return
        estados.open_portal(self.record, self.request.user)
        messages.success(self.request, _("El portal está abierto: ya lo lee cualquiera."))

    def _switch(self, slug):
        found = next((m for m in modulos.modulos(self.record) if m.slug == slug), None)
        if found is None:
            return
        is_on = found.esta_apagado
        modulos.switch(self.record, found, self.request.user, on=is_on)
        back, gone = _("«%(modulo)s» se ve otra vez."), _("«%(modulo)s» ya no se ve en el portal.")
        said = back if is_on else gone
        messages.success(self.request, said % {"modulo": found.titulo})


class PuestaEnMarchaViewSet(ReportViewSet):
    name = "puesta_en_marcha"
    menu_label = gettext_lazy("Puesta en marcha")
    menu_description = gettext_lazy("Qué le falta a cada portal para abrir, y quién lo hace.")
    menu_group = MenuGroup.WANTING
    icon = "tasks"
    addresses = (
        Screen("", PortalesView, "index"),
        Screen("<int:pk>/", PortalView, "portal", {"pk": PortalSettings}),
    )

    def may_enter(self, user):
        return scope_of(user).portales.exists()
