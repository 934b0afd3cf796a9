"""Base view of the actions on a case: form, validation, execution, and errors by the rules."""

from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from atencion import oficina
from atencion.archivos import prepare
from atencion.casos import NoSePuedeError
from atencion.permissions import casos_de

from . import forms
from .historia import historia
from .mixins import CasoMixin
from .urgencia import ICONOS, urgencia_de

_CONFLICT, _INVALID = 409, 422


class AccionView(CasoMixin, WagtailAdminTemplateMixin, FormView):
    """Base class of the views that do one action on a case."""

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
        """Whether ``user`` may do this action at all, whatever the state of the case."""
        return True

    @classmethod
    def is_possible(cls, caso):
        """Whether the state of the case allows this action."""
        return caso.esta_abierta

    def get_refusal(self):
        """Return the message for a case whose state does not allow this action."""
        return _(
            "Por el estado del caso, eso ya no se puede hacer. Vuelva al caso y vea qué opciones "
            "quedan."
        )

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
            messages.warning(request, self.get_refusal())
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
            procede=self.is_possible(self.caso),
            explanation=self.get_explanation(),
            **kwargs,
        )

    def form_valid(self, form):
        if not prepare(form):
            return self.form_invalid(form)
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
        """Return the form as filled in, with the movimientos since it was opened; status 409."""
        self.caso.refresh_from_db()
        form.add_error(None, str(error))
        form.data = form.data.copy()
        form.data["visto"] = oficina.ultimo_movimiento(self.caso)
        steps = historia(self.caso, self.request.user)
        news = [paso for paso in steps if paso.movimiento.pk > seen]
        context = self.get_context_data(form=form, mientras=news)
        return self.render_to_response(context, status=_CONFLICT)

    def get_next_url(self):
        """Return the address of the case, or of the queue if the user no longer sees the case."""
        is_mine = casos_de(self.request.user).filter(pk=self.caso.pk).exists()
        return self.caso_url if is_mine else reverse("casos:index")
