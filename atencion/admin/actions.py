"""The actions on a case. Each one has an address, a form, and its rule in ``oficina``."""

from django.shortcuts import redirect
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View
from wagtail.admin import messages

from atencion import oficina, plazos
from atencion.casos import NoSePuedeError
from atencion.models import Plantilla
from atencion.permissions import coordina
from servidor.claves import as_key

from . import forms
from .accion import AccionView
from .mixins import CasoMixin


class ResponderView(AccionView):
    name = "responder"
    label = gettext_lazy("Responder")
    header_icon = "mail"
    form_class = forms.ResponderForm
    template_name = "atencion/admin/responder.html"
    button = gettext_lazy("Enviar la respuesta")
    done = gettext_lazy("Se respondió el caso %(numero)s.")

    def get_explanation(self):
        return _("La persona quiere la respuesta así: «%(modo)s».") % {
            "modo": self.caso.get_notificar_display()
        }

    @cached_property
    def plantillas(self):
        return Plantilla.objects.filter(site=self.caso.site_id)

    def post(self, request, *args, **kwargs):
        wanted = request.POST.get("plantilla")
        if wanted is None:
            return super().post(request, *args, **kwargs)
        return self.render_to_response(self.get_context_data(form=self.begun_with(wanted)))

    def begun_with(self, key):
        """Return the unsent form with the text of a plantilla added after what was typed."""
        text = self.request.POST.get("texto", "").strip()
        plantilla = self.plantillas.filter(pk=as_key(key)).first()
        parts = [text, plantilla.texto if plantilla else ""]
        initial = {
            "visto": self.request.POST.get("visto"),
            "texto": "\n\n".join(part for part in parts if part),
        }
        return self.form_class(caso=self.caso, initial=initial)

    def get_context_data(self, **kwargs):
        return super().get_context_data(plantillas=self.plantillas, **kwargs)

    def perform(self, texto, archivos):
        oficina.responder(self.caso, texto, por=self.request.user, archivos=archivos)


class TrasladarView(AccionView):
    name = "trasladar"
    label = gettext_lazy("Trasladar")
    header_icon = "redirect"
    form_class = forms.TrasladarForm
    button = gettext_lazy("Trasladar el caso")
    done = gettext_lazy("Se trasladó el caso %(numero)s. La persona lo verá en su seguimiento.")

    def get_explanation(self):
        if not self.caso.corre_el_plazo:
            return ""
        return _(
            "El plazo para responder sigue contando. Se traslada a más tardar el %(dia)s; "
            "después queda como traslado tardío."
        ) % {"dia": date_format(self.caso.trasladar_hasta, "DATE_FORMAT")}

    def perform(self, destino, motivo):
        site, entidad = destino
        oficina.trasladar(
            self.caso, site=site, entidad=entidad, motivo=motivo, por=self.request.user
        )


class ProrrogarView(AccionView):
    name = "prorrogar"
    label = gettext_lazy("Prorrogar")
    header_icon = "calendar-alt"
    form_class = forms.ProrrogarForm
    button = gettext_lazy("Prorrogar el plazo")
    done = gettext_lazy("Se prorrogó el caso %(numero)s. La persona lo verá en su seguimiento.")

    @classmethod
    def is_possible(cls, caso):
        return oficina.puede_prorrogarse(caso)

    def get_refusal(self):
        return oficina.por_que_no_se_prorroga(self.caso)

    def get_explanation(self):
        term = plazos.de_prorroga(self.caso.tipo).fin(self.caso.vence)
        return _("Se da una sola vez. El plazo nuevo terminará el %(dia)s.") % {
            "dia": date_format(term, "DATE_FORMAT")
        }

    def perform(self, motivo):
        oficina.prorrogar(self.caso, motivo, por=self.request.user)


class InvestigarView(AccionView):
    name = "investigar"
    label = gettext_lazy("Poner en investigación")
    header_icon = "search"
    explanation = gettext_lazy("La persona verá que se está buscando una respuesta.")
    button = label
    done = gettext_lazy("El caso %(numero)s está en investigación.")

    @classmethod
    def is_possible(cls, caso):
        return oficina.puede_investigarse(caso)

    def perform(self):
        oficina.investigar(self.caso, por=self.request.user)


class AnotarView(AccionView):
    name = "anotar"
    label = gettext_lazy("Añadir una nota interna")
    header_icon = "edit"
    form_class = forms.AnotarForm
    button = gettext_lazy("Guardar la nota")
    done = gettext_lazy("Se guardó la nota en el caso %(numero)s.")

    @classmethod
    def is_possible(cls, caso):
        return oficina.puede_anotarse(caso)

    def perform(self, texto, archivos):
        oficina.anotar(self.caso, texto, por=self.request.user, archivos=archivos)


class AsignarView(AccionView):
    name = "asignar"
    label = gettext_lazy("Asignar")
    header_icon = "user"
    form_class = forms.AsignarForm
    button = gettext_lazy("Asignar el caso")
    done = gettext_lazy("Se asignó el caso %(numero)s.")

    @classmethod
    def is_allowed(cls, caso, user):
        return coordina(user, caso)

    def perform(self, persona):
        oficina.asignar(self.caso, persona, por=self.request.user)


class CerrarView(AccionView):
    name = "cerrar"
    label = gettext_lazy("Cerrar")
    header_icon = "lock"
    explanation = gettext_lazy(
        "Ciérrelo cuando no quede nada por hacer. La persona podrá decir todavía que no está "
        "conforme, si no lo dijo antes."
    )
    button = gettext_lazy("Cerrar el caso")
    done = gettext_lazy("Se cerró el caso %(numero)s.")

    @classmethod
    def is_possible(cls, caso):
        return oficina.puede_cerrarse(caso)

    def perform(self):
        oficina.cerrar(self.caso, por=self.request.user)


class TomarView(CasoMixin, View):
    """Assigns the case to the current user, with one click."""

    http_method_names = ["post"]

    def post(self, request, *args, **kwargs):
        try:
            with oficina.desde(self.caso, as_key(request.POST.get("visto", ""))):
                oficina.asignar(self.caso, request.user, por=request.user)
        except NoSePuedeError as error:
            messages.error(request, str(error))
        return redirect(self.caso_url)


# In the order in which the screen of a case offers them.
ACCIONES = (
    ResponderView,
    TrasladarView,
    InvestigarView,
    ProrrogarView,
    AsignarView,
    CerrarView,
    AnotarView,
)
