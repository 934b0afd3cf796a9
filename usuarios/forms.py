from django import forms
from django.contrib.auth.forms import AuthenticationForm
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.auth import LoginForm

from .intentos import Attempt, wait_message
from .models import Intento
from .second_factor import verify


class LimitedFormMixin:
    """A form that refuses to try when too much was tried; ``wait`` says for how many seconds."""

    wait = 0

    def begin(self, request, clase, account):
        attempt = Attempt(request, clase, account)
        self.wait = attempt.wait
        if self.wait:
            raise forms.ValidationError(self.wait_text(), code="wait")
        return attempt

    def wait_text(self):
        return wait_message(self.wait)


class LimitedSignInMixin(LimitedFormMixin):
    def clean(self):
        if {"username", "password"} - self.cleaned_data.keys():
            return self.cleaned_data
        account = self.cleaned_data["username"]
        attempt = self.begin(self.request, Intento.Clase.ACCESO, account)
        cleaned_data = super().clean()
        attempt.succeeded()
        return cleaned_data


class AccesoForm(LimitedSignInMixin, LoginForm):
    """Wagtail's form, whose label of the password has no translation."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["password"].label = _("Contraseña")

    def wait_text(self):
        help_text = _(
            "Si no recuerda la contraseña, pida otra con el enlace de abajo: al cambiarla podrá "
            "entrar enseguida."
        )
        return f"{super().wait_text()} {help_text}"


class PersonalForm(LimitedSignInMixin, AuthenticationForm):
    """Signs in on a portal, to read a page for the staff."""


class CodigoForm(LimitedFormMixin, forms.Form):
    """A code of the telephone or a recovery code of somebody who has shown the password."""

    codigo = forms.CharField(
        label=_("Código de la aplicación"),
        max_length=30,
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "autofocus": ""}
        ),
    )

    def __init__(self, *args, request, with_recovery_code=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.request = request
        if with_recovery_code:
            field = self.fields["codigo"]
            field.label = _("Código de recuperación")
            field.widget.attrs |= {
                "autocomplete": "off",
                "autocapitalize": "none",
                "inputmode": "text",
                "spellcheck": "false",
            }

    def clean_codigo(self):
        user = self.request.user
        attempt = self.begin(self.request, Intento.Clase.SEGUNDO_FACTOR, user.get_username())
        self.device = verify(user, self.cleaned_data["codigo"])
        if self.device is None:
            raise forms.ValidationError(
                _(
                    "Ese código no sirve. Cada código vale una sola vez y, en la aplicación, "
                    "durante medio minuto: escriba el que aparece ahora."
                ),
                code="invalid",
            )
        attempt.succeeded()
        return self.cleaned_data["codigo"]


class ActivarForm(forms.Form):
    """The first code of a telephone that is being set up."""

    codigo = forms.CharField(
        label=_("Código que muestra la aplicación"),
        max_length=10,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )

    def __init__(self, *args, device, **kwargs):
        super().__init__(*args, **kwargs)
        self.device = device

    def clean_codigo(self):
        if not self.device.verify_token("".join(self.cleaned_data["codigo"].split())):
            raise forms.ValidationError(
                _(
                    "Ese código no es el de ahora. Espere a que la aplicación muestre el "
                    "siguiente y escríbalo. Si sigue sin servir, compruebe que la hora del "
                    "teléfono es la correcta."
                ),
                code="invalid",
            )
        return self.cleaned_data["codigo"]
