from django import forms
from django.contrib.auth.forms import AuthenticationForm
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.auth import LoginForm
from wagtail.forms import PasswordViewRestrictionForm

from .intentos import Attempt, wait_message
from .models import Intento, Usuario
from .second_factor import has_second_factor, is_of_telephone, is_required, verify

_WRONG_CODE = _(
    "Ese código no sirve. Cada código vale una sola vez y, en la aplicación, durante medio minuto: "
    "escriba el que aparece ahora."
)
_WRONG_RECOVERY_CODE = _(
    "Ese código de recuperación no sirve. Cada uno vale una sola vez: escriba otro de los que "
    "guardó."
)
_WAY_OUT = _(
    "Si no recuerda la contraseña, pida otra con el enlace de abajo: al cambiarla podrá entrar "
    "enseguida."
)


def _wrong(code):
    """Return the error message for the wrong ``code``; its format tells which kind it is."""
    return _WRONG_CODE if is_of_telephone(code) else _WRONG_RECOVERY_CODE


class LimitedFormMixin:
    """A form that refuses after too many attempts; ``wait`` is the pause left, in seconds."""

    wait = 0

    def begin(self, request, clase, account, way_out=""):
        attempt = Attempt(request, clase, account)
        self.wait = attempt.wait
        if self.wait:
            said = f"{wait_message(self.wait)} {way_out}".strip()
            raise forms.ValidationError(said, code="wait")
        return attempt


class LimitedSignInMixin(LimitedFormMixin):
    def clean(self):
        if {"username", "password"} - self.cleaned_data.keys():
            return self.cleaned_data
        account = self.cleaned_data["username"]
        attempt = self.begin(self.request, Intento.Clase.ACCESO, account, _WAY_OUT)
        cleaned_data = super().clean()
        attempt.succeeded()
        return cleaned_data


class AccesoForm(LimitedSignInMixin, LoginForm):
    """Wagtail's login form with a translated label for the password; Wagtail has none."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["password"].label = _("Contraseña")


class PersonalForm(LimitedSignInMixin, AuthenticationForm):
    """Login form of the portals for pages reserved to the staff; asks both steps at once."""

    # The same error messages as in the admin.
    error_messages = LoginForm.error_messages
    get_invalid_login_error = LoginForm.get_invalid_login_error

    device = None
    codigo = forms.CharField(
        label=_("Código del teléfono"),
        max_length=30,
        required=False,
        help_text=_("Solo si su cuenta tiene un segundo paso. Vale también uno de recuperación."),
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code"}),
    )

    def clean(self):
        cleaned_data = super().clean()
        user = self.get_user()
        if user is None:
            return cleaned_data
        if has_second_factor(user):
            self.device = self._verify(user)
        elif is_required(user):
            raise forms.ValidationError(
                _(
                    "Su cuenta necesita un segundo paso y todavía no lo tiene: entre una vez en la "
                    "administración para prepararlo."
                ),
                code="second_factor",
            )
        return cleaned_data

    def _verify(self, user):
        code = self.cleaned_data.get("codigo")
        if not code:
            raise forms.ValidationError(
                {
                    "codigo": _(
                        "Su cuenta pide además un código del teléfono: escriba otra vez la "
                        "contraseña, y el código."
                    )
                }
            )
        attempt = self.begin(self.request, Intento.Clase.SEGUNDO_FACTOR, user.get_username())
        device = verify(user, code)
        if device is None:
            raise forms.ValidationError({"codigo": _wrong(code)})
        attempt.succeeded()
        return device


class ReservadoForm(LimitedFormMixin, PasswordViewRestrictionForm):
    """Form for the shared password of a page or of the files of a folder."""

    def __init__(self, *args, request, **kwargs):
        super().__init__(*args, **kwargs)
        self.request = request

    def clean_password(self):
        what = f"{self.restriction._meta.label} {self.restriction.pk}"
        attempt = self.begin(self.request, Intento.Clase.RESERVADO, what)
        password = super().clean_password()
        attempt.succeeded()
        return password


class CorreoForm(LimitedFormMixin, forms.ModelForm):
    """Form for one's own email address; asks the password, because reset links go to it."""

    clave = forms.CharField(
        label=_("Su contraseña"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    class Meta:
        model = Usuario
        fields = ["email"]
        widgets = {"email": forms.EmailInput(attrs={"autocomplete": "email"})}

    def __init__(self, *args, request, **kwargs):
        super().__init__(*args, **kwargs)
        self.request = request
        self.former = self.instance.email

    def clean_clave(self):
        user = self.request.user
        attempt = self.begin(self.request, Intento.Clase.ACCESO, user.get_username())
        if not user.check_password(self.cleaned_data["clave"]):
            raise forms.ValidationError(_("Esa no es su contraseña."), code="invalid")
        attempt.succeeded()
        return self.cleaned_data["clave"]

    def clean(self):
        """Refuse the address of another account, without telling that the account exists."""
        data = super().clean()
        if "clave" in data and self._is_taken(data.get("email")):
            message = _(
                "Esa dirección no se puede usar. Escriba otra, o pida ayuda a quien coordina su "
                "portal."
            )
            self.add_error("email", message)
        return data

    def _is_taken(self, email):
        others = Usuario.objects.exclude(pk=self.instance.pk)
        return bool(email) and others.filter(email__iexact=email).exists()

    def _get_validation_exclusions(self):
        """Without the right password, do not reveal whether an account has the address."""
        excluded = super()._get_validation_exclusions()
        return excluded | {"email"} if "clave" in self.errors else excluded


class CodigoForm(LimitedFormMixin, forms.Form):
    """Form for a code of the telephone or a recovery code, after the password was accepted."""

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
            wrong = _wrong(self.cleaned_data["codigo"])
            raise forms.ValidationError(wrong, code="invalid")
        attempt.succeeded()
        return self.cleaned_data["codigo"]


class ActivarForm(forms.Form):
    """Form for the first code of a telephone that is being set up."""

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
