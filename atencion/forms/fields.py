"""Form fields of this section, and the validation of identity card numbers."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from stdnum.cu import ni
from stdnum.exceptions import InvalidComponent, InvalidFormat, InvalidLength

LINE, LETTER = 150, 20_000


class TextoField(forms.CharField):
    """Text whose length only the server checks: «maxlength» would silently cut pasted text."""

    default_error_messages = {
        "max_length": _("Son %(show_value)d letras y caben %(limit_value)d: acórtelo."),
    }

    def __init__(self, *, max_length=LINE, rows=0, attrs=None, **kwargs):
        kwargs.setdefault(
            "widget", forms.Textarea({"rows": rows}) if rows else forms.TextInput(attrs)
        )
        super().__init__(max_length=max_length, **kwargs)

    def widget_attrs(self, widget):
        attrs = super().widget_attrs(widget)
        attrs.pop("maxlength", None)
        return attrs


def clean_ci(number):
    """Return the identity card number as 11 digits; ``ValidationError`` if it is not valid."""
    digits = ni.compact(number).replace("-", "")
    try:
        ni.validate(digits)
        if ni.get_birth_date(digits) > localdate():
            raise InvalidComponent
        return digits
    except InvalidLength:
        raise ValidationError(
            _("El carné tiene 11 cifras y aquí hay %(cuantas)d: revíselo."),
            params={"cuantas": len(digits)},
        ) from None
    except InvalidComponent:
        raise ValidationError(
            _(
                "Las seis primeras cifras son su fecha de nacimiento, y estas no pueden serlo: "
                "revíselas."
            )
        ) from None
    except InvalidFormat:
        raise ValidationError(_("El carné tiene solo cifras: revíselo.")) from None
