"""The screen of one case for the users who answer: plazo, text, history and actions."""

from django.core.cache import cache
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.generic import TemplateView, View
from wagtail.admin import messages
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.log_actions import log

from atencion import correo, oficina
from atencion.archivos import download
from atencion.models import Adjunto, Remitente
from atencion.permissions import ve_a_la_persona

from .actions import ACCIONES
from .cola import entity_name, holder_name
from .historia import historia
from .mixins import CasoMixin
from .urgencia import ICONOS, urgencia_de

_HOUR = 3600
# In the order of the fields of ``Remitente``.
_SHOWN = ("nombre", "ci", "nacionalidad", "direccion", "telefono", "correo")


class CasoView(CasoMixin, WagtailAdminTemplateMixin, TemplateView):
    template_name = "atencion/admin/caso.html"
    header_icon = "clipboard-list"
    shows_person = False

    def get_page_title(self):
        return _("Caso %(numero)s") % {"numero": self.caso.numero}

    def get(self, request, *args, **kwargs):
        self.log_opening()
        return super().get(request, *args, **kwargs)

    def log_opening(self):
        """Log at most once an hour per user: the user who answers a case opens it many times."""
        if cache.add(f"caso-abierto-{self.request.user.pk}-{self.caso.pk}", 1, _HOUR):
            log(self.caso, "atencion.abrir")

    def get_context_data(self, **kwargs):
        caso, user = self.caso, self.request.user
        correos = correo.no_salieron(caso)
        return super().get_context_data(
            caso=caso,
            urgencia=urgencia_de(caso),
            visto=oficina.ultimo_movimiento(caso),
            icono=ICONOS[caso.estado],
            entidad=entity_name(caso),
            atiende=holder_name(caso),
            prorrogar_hasta=oficina.puede_prorrogarse(caso)
            and oficina.ultimo_dia_para_prorrogar(caso),
            historia=historia(caso, user),
            persona=self.get_person() if self.shows_person else None,
            hay_persona=self.has_person(),
            se_reserva=not ve_a_la_persona(user, caso),
            correos=correos,
            se_reintenta=any(aviso.siguiente is None for aviso in correos),
            acciones=[
                {"url": accion.url_for(caso), "label": accion.label, "icon": accion.header_icon}
                for accion in ACCIONES
                if accion.is_allowed(caso, user) and accion.is_possible(caso)
            ],
            se_toma=caso.esta_abierta and caso.asignada_a_id != user.pk,
            **kwargs,
        )

    def has_person(self):
        return Remitente.objects.filter(caso=self.caso).exists()

    def get_person(self):
        remitente = self.caso.remitente
        fields = ((Remitente._meta.get_field(name).verbose_name, name) for name in _SHOWN)
        return [
            (label, getattr(remitente, name)) for label, name in fields if getattr(remitente, name)
        ]


class PersonaDelCasoView(CasoView):
    """The same screen with the data of the citizen: only by POST, and logged each time."""

    shows_person = True

    def get(self, request, *args, **kwargs):
        return redirect(self.caso_url)

    def post(self, request, *args, **kwargs):
        if not self.has_person() or not ve_a_la_persona(request.user, self.caso):
            raise Http404
        log(self.caso, "atencion.ver_datos")
        return self.render_to_response(self.get_context_data(**kwargs))


class ReintentarView(CasoMixin, View):
    """Retries the mails to the citizen that could not be sent."""

    http_method_names = ["post"]

    def post(self, request, *args, **kwargs):
        if correo.try_again(self.caso):
            log(self.caso, "atencion.reintentar")
            messages.success(request, _("Se intenta otra vez: si no sale, aquí se dirá por qué."))
        else:
            # Somebody else has retried it meanwhile.
            messages.info(request, _("Ese correo ya salió o ya está en camino."))
        return redirect(self.caso_url)


class AdjuntoView(CasoMixin, View):
    def get(self, request, *args, **kwargs):
        files = Adjunto.objects.filter(movimiento__caso=self.caso)
        adjunto = get_object_or_404(files, pk=kwargs["adjunto"])
        log(self.caso, "atencion.descargar")
        return download(adjunto)
