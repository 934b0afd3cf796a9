"""Signing in with a password, and setting one: the first, or another for a forgotten one."""

from django.contrib.auth import views as auth_views
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django_otp import login as otp_login
from wagtail.admin import messages
from wagtail.admin.utils import get_admin_base_url
from wagtail.admin.views import account

from usuarios.forms import PersonalForm
from usuarios.intentos import Attempt, digest, release, wait_message
from usuarios.models import Intento
from usuarios.navegadores import remember_browser
from usuarios.second_factor import is_offered

from .limites import LimitedMixin, too_many


class AccesoView(LimitedMixin, account.LoginView):
    def form_valid(self, form):
        response = super().form_valid(form)
        remember_browser(self.request, response, digest(form.get_user().get_username()))
        self.request.session.clear_expired()  # of everybody; nothing else ever does
        return response

    def get_success_url(self):
        url = super().get_success_url()
        if self.request.user.is_authenticated and is_offered(self.request.user):
            return f"{reverse('segundo_factor_ofrecer')}?{urlencode({'next': url})}"
        return url


class PersonalView(LimitedMixin, auth_views.LoginView):
    """Signs in on a portal, to read a page for the staff."""

    template_name = "wagtailcore/login.html"
    authentication_form = PersonalForm

    def get_context_data(self, **kwargs):
        # The admin has no address on the host of a portal.
        reset = f"{get_admin_base_url()}{reverse('wagtailadmin_password_reset')}"
        return super().get_context_data(password_reset_url=reset, **kwargs)

    def form_invalid(self, form):
        """Lead to what is to be written anew: where none is at fault alone, the password."""
        wrong = next((name for name in form.fields if name in form.errors), "password")
        for name, field in form.fields.items():
            field.widget.attrs["autofocus"] = name == wrong
        return super().form_invalid(form)

    def form_valid(self, form):
        response = super().form_valid(form)
        if form.device is not None:
            otp_login(self.request, form.device)
        return response


class RecuperarView(account.PasswordResetView):
    def form_valid(self, form):
        attempt = Attempt(self.request, Intento.Clase.RECUPERACION, form.cleaned_data["email"])
        if attempt.wait:
            form.add_error(None, wait_message(attempt.wait))
            return too_many(self.form_invalid(form), attempt.wait)
        return super().form_valid(form)


class NuevaContrasenaView(account.PasswordResetConfirmView):
    """Whoever reads the person's mail is the person: nothing holds them up any longer."""

    @cached_property
    def is_first(self):
        """Whether the link is that of an invitation: there is no password to change yet."""
        return self.validlink and not self.user.has_usable_password()

    def get_form(self, form_class=None):
        form = super().get_form(form_class)
        if self.is_first:
            form.fields["new_password1"].label = _("Contraseña")
            form.fields["new_password2"].label = _("La misma contraseña, otra vez")
            form.fields["new_password2"].help_text = ""
        return form

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {
            "is_first": self.is_first,
            "person": self.user if self.is_first else None,
        }

    def form_valid(self, form):
        is_first = self.is_first  # once saved, it no longer is
        response = super().form_valid(form)
        release(self.user)
        if is_first:
            messages.success(
                self.request,
                _(
                    "Su contraseña está guardada. Entre con ella y con su nombre de usuario: "
                    "%(nombre)s"
                )
                % {"nombre": self.user.get_username()},
            )
        return response

    def get_success_url(self):
        return reverse("wagtailadmin_login") if self.is_first else super().get_success_url()
