from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.auth import LoginForm


class AccesoForm(LoginForm):
    """Wagtail's form, whose label of the password has no translation."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["password"].label = _("Contraseña")
