"""What is done with a case: each thing has its address and form, and its rule in ``oficina``."""

from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, View
from wagtail.admin import messages
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from atencion import oficina, plazos
from atencion.casos import NoSePuedeError
from atencion.models import Plantilla
from atencion.permisos import casos_de, coordina
from base.claves import as_key

from . import forms
from .mixins import CasoMixin
from .relato import relato
from .urgencia import ICONOS, urgencia_de

_CONFLICT, _INVALID = 409, 422


class AccionView(CasoMixin, WagtailAdminTemplateMixin, FormView):
    """Something done with a case, from its form to what was done."""

    template_name = "atencion/admin/accion.html"
    form_class = forms.AccionForm
    name = ""
    label = ""
    explanation = ""
    button = ""
    done = ""

    @classmethod
    def url_for(cls, caso):
        return reverse(f"casos:{cls.name}", args=[caso.pk])

    @classmethod
    def is_allowed(cls, caso, user):
        """Whether the person may do it at all, whatever the state of the case."""
        return True

    @classmethod
    def is_possible(cls, caso):
        """Whether the state of the case lets it be done."""
        return caso.esta_abierta

    def perform(self, **data):
        raise NotImplementedError

    @cached_property
    def caso(self):
        caso = super().caso
        if not self.is_allowed(caso, self.request.user):
            raise Http404
        return caso

    def get_page_title(self):
        return self.label

    def get_breadcrumbs_items(self):
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.label}]

    def get(self, request, *args, **kwargs):
        if not self.is_possible(self.caso):
            messages.warning(request, _("En el estado en que está el caso, eso no procede."))
            return redirect(self.caso_url)
        return super().get(request, *args, **kwargs)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"caso": self.caso}

    def get_initial(self):
        return super().get_initial() | {"visto": oficina.ultimo_movimiento(self.caso)}

    def get_explanation(self):
        return self.explanation

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            caso=self.caso,
            icono=ICONOS[self.caso.estado],
            urgencia=urgencia_de(self.caso),
            explanation=self.get_explanation(),
            **kwargs,
        )

    def form_valid(self, form):
        data = {name: value for name, value in form.cleaned_data.items() if name != "visto"}
        seen = form.cleaned_data["visto"]
        try:
            with oficina.desde(self.caso, seen):
                self.perform(**data)
        except oficina.CambioMientrasTantoError as error:
            return self.render_meanwhile(form, seen, error)
        except NoSePuedeError as error:
            form.add_error(None, str(error))
            return self.render_to_response(self.get_context_data(form=form), status=_CONFLICT)
        messages.success(self.request, self.done % {"numero": self.caso.numero})
        return redirect(self.get_next_url())

    def form_invalid(self, form):
        return self.render_to_response(self.get_context_data(form=form), status=_INVALID)

    def render_meanwhile(self, form, seen, error):
        """The form again as it was filled in, with what happened since it was opened."""
        self.caso.refresh_from_db()
        form.add_error(None, str(error))
        form.data = form.data.copy()
        form.data["visto"] = oficina.ultimo_movimiento(self.caso)
        steps = relato(self.caso, self.request.user)
        news = [paso for paso in steps if paso.movimiento.pk > seen]
        context = self.get_context_data(form=form, mientras=news)
        return self.render_to_response(context, status=_CONFLICT)

    def get_next_url(self):
        """The case, or the queue for who has just passed it on to others."""
        is_mine = casos_de(self.request.user).filter(pk=self.caso.pk).exists()
        return self.caso_url if is_mine else reverse("casos:index")


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
        """The form as it was filled in, with the text of a template at the end; not sent yet."""
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
        return caso.datos_borrados_el is None

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
    """Takes the case for oneself, at one touch."""

    http_method_names = ["post"]

    def post(self, request, *args, **kwargs):
        try:
            with oficina.desde(self.caso, as_key(request.POST.get("visto", ""))):
                oficina.asignar(self.caso, request.user, por=request.user)
        except NoSePuedeError as error:
            messages.error(request, str(error))
        return redirect(self.caso_url)


# In the order in which they are offered.
ACCIONES = (
    ResponderView,
    TrasladarView,
    InvestigarView,
    ProrrogarView,
    AsignarView,
    AnotarView,
    CerrarView,
)
