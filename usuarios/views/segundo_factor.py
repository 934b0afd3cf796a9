"""Views for the second step of signing in and for setting up its telephone."""

from urllib.parse import quote

from django.contrib.auth import update_session_auth_hash
from django.contrib.auth import views as auth_views
from django.shortcuts import redirect
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import FormView, TemplateView
from django_otp import login as otp_login
from django_otp.plugins.otp_static.models import StaticDevice
from wagtail.admin import messages
from wagtail.admin.utils import get_admin_base_url
from wagtail.log_actions import log

from correo import cartas
from usuarios import second_factor
from usuarios.forms import ActivarForm, CodigoForm

from .limites import LimitedMixin


class SecondFactorMixin(auth_views.RedirectURLMixin):
    next_page = reverse_lazy("wagtailadmin_home")
    title = ""

    @cached_property
    def has_second_factor(self):
        return second_factor.has_second_factor(self.request.user)

    @cached_property
    def is_required(self):
        return second_factor.is_required(self.request.user)

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {
            "title": self.title,
            "next": self.get_redirect_url(),
            "is_required": self.is_required,
        }

    def get_codes_file(self, codes):
        """Return the codes as text; the heading names site, account and date, for years later."""
        heading = [
            _("Códigos de recuperación de los Portales del Ciudadano de Santiago de Cuba"),
            get_admin_base_url() + reverse("wagtailadmin_home"),
            _("Cuenta: %(nombre)s") % {"nombre": self.request.user.get_username()},
            _("Fecha: %(dia)s") % {"dia": date_format(timezone.localdate(), "DATE_FORMAT")},
            _("Cada código vale una sola vez, cuando no tenga el teléfono. Guárdelos lejos de él."),
        ]
        return "\r\n".join([*heading, "", *codes, ""])

    def show_codes(self, codes):
        self.template_name = "usuarios/segundo_factor/codigos.html"
        context = self.get_context_data(
            codes=codes,
            codes_file="data:text/plain;charset=utf-8," + quote(self.get_codes_file(codes)),
            success_url=self.get_success_url(),
        )
        return self.render_to_response(context | {"title": _("Guarde sus códigos de recuperación")})


class VerificarView(LimitedMixin, SecondFactorMixin, FormView):
    """Asks for the code of the second step of signing in."""

    template_name = "usuarios/segundo_factor/verificar.html"
    form_class = CodigoForm
    title = gettext_lazy("Segundo paso: el código")

    def dispatch(self, request, *args, **kwargs):
        if second_factor.is_verified(request, request.user) or not self.has_second_factor:
            return redirect(self.get_success_url())
        return super().dispatch(request, *args, **kwargs)

    @property
    def with_recovery_code(self):
        return "recuperacion" in self.request.GET

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {
            "request": self.request,
            "with_recovery_code": self.with_recovery_code,
        }

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        parameters = {"next": context["next"]} if context["next"] else {}
        if not self.with_recovery_code:
            parameters["recuperacion"] = 1
        return context | {
            "with_recovery_code": self.with_recovery_code,
            "other_way": f"?{urlencode(parameters)}",
        }

    def form_valid(self, form):
        self.request.session.cycle_key()
        otp_login(self.request, form.device)
        if isinstance(form.device, StaticDevice):
            left = second_factor.count_recovery_codes(self.request.user)
            messages.warning(
                self.request,
                ngettext(
                    "Entró con un código de recuperación. Le queda %(codigos)d: si perdió el "
                    "teléfono, active otro en «Cuenta».",
                    "Entró con un código de recuperación. Le quedan %(codigos)d: si perdió el "
                    "teléfono, active otro en «Cuenta».",
                    left,
                )
                % {"codigos": left},
            )
        return super().form_valid(form)


class ActivarView(SecondFactorMixin, FormView):
    """Sets up a telephone as second factor."""

    template_name = "usuarios/segundo_factor/activar.html"
    form_class = ActivarForm
    title = gettext_lazy("Active el segundo paso")

    def dispatch(self, request, *args, **kwargs):
        if self.has_second_factor:
            return redirect("segundo_factor")
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def device(self):
        return second_factor.pending_device(self.request)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"device": self.device}

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {
            "qr": second_factor.qr_data_uri(self.device),
            "secret": second_factor.secret_text(self.device),
            "config_url": self.device.config_url,
        }

    def form_valid(self, form):
        codes = second_factor.confirm_device(self.device)
        self.request.session.cycle_key()
        otp_login(self.request, self.device)
        log(self.request.user, "usuarios.segundo_factor_activado")
        cartas.send(self.request.user, "usuarios/correo/segundo_factor_activado")
        return self.show_codes(codes)


class OfrecerView(SecondFactorMixin, TemplateView):
    """Offers a second factor after sign-in to users who do not need one; shown only once."""

    template_name = "usuarios/segundo_factor/ofrecer.html"
    title = gettext_lazy("Proteja su cuenta con el teléfono")

    def get(self, request, *args, **kwargs):
        if not second_factor.is_offered(request.user):
            return redirect(self.get_success_url())
        second_factor.remember_offer(request.user)
        return super().get(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        return redirect(self.get_success_url())


class EstadoView(SecondFactorMixin, TemplateView):
    """Shows whether the user has a second factor, and how many recovery codes are left."""

    template_name = "usuarios/segundo_factor/estado.html"
    title = gettext_lazy("Segundo paso al entrar")

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {
            "has_second_factor": self.has_second_factor,
            "codes_left": second_factor.count_recovery_codes(self.request.user),
        }


class ConfirmadaView(LimitedMixin, SecondFactorMixin, FormView):
    """Base of actions that ask for a code again, to protect an unattended screen."""

    template_name = "usuarios/segundo_factor/confirmar.html"
    form_class = CodigoForm
    next_page = reverse_lazy("segundo_factor")

    def dispatch(self, request, *args, **kwargs):
        if not self.has_second_factor:
            return redirect("segundo_factor")
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"request": self.request}


class CodigosView(ConfirmadaView):
    title = gettext_lazy("Códigos de recuperación nuevos")
    extra_context = {
        "explanation": gettext_lazy("Los códigos que tenía dejan de servir."),
        "submit_label": gettext_lazy("Crear códigos nuevos"),
    }

    def form_valid(self, form):
        log(self.request.user, "usuarios.codigos_renovados")
        cartas.send(self.request.user, "usuarios/correo/codigos_renovados")
        return self.show_codes(second_factor.new_recovery_codes(self.request.user))


class QuitarView(ConfirmadaView):
    @property
    def title(self):
        return _("Cambiar de teléfono") if self.is_required else _("Cambiar de teléfono o quitarlo")

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {
            "explanation": _(
                "El teléfono y los códigos de recuperación dejan de servir. Después activará "
                "el teléfono nuevo."
            )
            if self.is_required
            else _(
                "El teléfono y los códigos de recuperación dejan de servir: entrará solo con la "
                "contraseña hasta que active otro teléfono."
            ),
            "submit_label": _("Quitar este teléfono"),
        }

    def form_valid(self, form):
        user = self.request.user
        second_factor.reset_second_factor(user)
        user.end_sessions()  # whoever has the telephone may have entered with it
        update_session_auth_hash(self.request, user)  # this session goes on
        log(user, "usuarios.segundo_factor_quitado")
        cartas.send(user, "usuarios/correo/segundo_factor_quitado")
        messages.success(self.request, _("Ese teléfono ya no sirve para entrar."))
        return redirect("segundo_factor_activar" if self.is_required else "segundo_factor")
