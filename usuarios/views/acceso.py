"""Views to sign in with a password, to set the first one and to replace a forgotten one."""

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
        self.request.session.clear_expired()  # of all users; nothing else does it
        return response

    def get_success_url(self):
        url = super().get_success_url()
        if self.request.user.is_authenticated and is_offered(self.request.user):
            return f"{reverse('segundo_factor_ofrecer')}?{urlencode({'next': url})}"
        return url


class PersonalView(LimitedMixin, auth_views.LoginView):
    """Login page on a portal, for pages reserved to the staff."""

    template_name = "wagtailcore/login.html"
    authentication_form = PersonalForm

    def get_context_data(self, **kwargs):
        # The admin has no URL on the host of a portal.
        reset = f"{get_admin_base_url()}{reverse('wagtailadmin_password_reset')}"
        return super().get_context_data(password_reset_url=reset, **kwargs)

    def form_invalid(self, form):
        """Focus the first field with an error; the password if the error is of no field."""
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
    """Sets a password from an emailed link; the link proves who it is, so it lifts the limits."""

    @cached_property
    def is_first(self):
        """Whether the link is an invitation: the account has no password yet."""
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
        is_first = self.is_first  # False after the password is saved
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
