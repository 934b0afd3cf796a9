"""Parts of the forms of several kinds of case: identity, entidad, and how to answer."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from atencion.models import Caso
from base.idiomas import ESPANOL, EnEspanol
from base.nombres import nombre_de
from base.telefonos import format_telefono, validate_telefono
from base.texto import plain

from .fields import TextoField, clean_ci

Notificar = Caso.Notificar

_DOCUMENT = (4, 30)
# Left out of the draft that the browser stores (static_src/js/atencion.js): phones are shared, and
# personal data is quick to type again.
_PERSONAL = {"data-personal": True}
CUBANA, OTRA = "cubana", "otra"


class _Entidades(forms.Select):
    """Select widget that sets «lang» on the names that are only in Spanish."""

    def create_option(self, name, value, label, *args, **kwargs):
        option = super().create_option(name, value, label, *args, **kwargs)
        if isinstance(label, EnEspanol):
            option["attrs"]["lang"] = ESPANOL
        return option


class _PorNombre(forms.models.ModelChoiceIterator):
    """Sorts the choices by the name in the reader's language, which no database column has."""

    def __iter__(self):
        blank, *entities = super().__iter__()
        return iter([blank, *sorted(entities, key=lambda choice: plain(choice[1]))])


class _EntidadField(forms.ModelChoiceField):
    widget = _Entidades
    iterator = _PorNombre

    def label_from_instance(self, entidad):
        """Return the name with popular names: nobody looks for a bodega by its official name."""
        name = nombre_de(entidad)
        return type(name)(f"{name} ({entidad.otros_nombres})") if entidad.otros_nombres else name


class ConEntidad(forms.Form):
    entidad = _EntidadField(
        label=_("¿A qué entidad se dirige?"),
        queryset=None,
        required=False,
        empty_label=_("No sé: que lo decida Atención a la Población"),
        help_text=_("Si no es la que responde, se la pasamos a quien le toca y se lo decimos."),
        error_messages={
            "invalid_choice": _("Esa entidad ya no está en el directorio. Elija otra, o «No sé».")
        },
    )


class ConSiguientes(forms.Form):
    """Form with fields that are shown and required only after a certain choice."""

    # {(field, choice): names of the fields that follow that choice}
    siguen = {}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        following = {name for names in self.siguen.values() for name in names}
        for name, field in self.fields.items():
            if (field.required and not field.widget.is_hidden) or name in following:
                # The browser also shows this error, before it sends the form.
                field.widget.attrs["data-falta"] = field.error_messages["required"]
            if isinstance(field, forms.EmailField):
                field.widget.attrs["data-mal"] = field.error_messages["invalid"]

    def que_siguen(self, name):
        """Return the names of the fields that follow any choice of the field ``name``."""
        return [
            each for (asked, _choice), some in self.siguen.items() if asked == name for each in some
        ]

    def clean(self):
        cleaned_data = super().clean()
        for (asked, choice), names in self.siguen.items():
            is_asked = cleaned_data.get(asked) == choice
            for name in names:
                if not is_asked:
                    # Drop what was typed before the citizen changed the choice.
                    cleaned_data[name] = ""
                    self.errors.pop(name, None)
                elif not cleaned_data.get(name) and not self.has_error(name):
                    self.add_error(name, self.fields[name].error_messages["required"])
        return cleaned_data


class ConRespuesta(ConSiguientes):
    siguen = {
        ("notificar", Notificar.CORREO): ("correo",),
        ("notificar", Notificar.TELEFONO): ("telefono",),
    }

    notificar = forms.ChoiceField(
        label=_("¿Cómo quiere la respuesta?"),
        choices=Notificar.choices,
        initial=Notificar.PORTAL,
        widget=forms.RadioSelect,
        help_text=_("De cualquier modo podrá leerla aquí con su número y su código."),
    )
    correo = forms.EmailField(
        label=_("Correo electrónico"),
        required=False,
        widget=forms.EmailInput({"autocomplete": "email", **_PERSONAL}),
        help_text=_("Le mandamos ahí el número y los avisos de su caso."),
        error_messages={
            "required": _("Escriba el correo al que quiere la respuesta."),
            "invalid": _("Esa dirección tiene un error. Escríbala como en «nombre@nauta.cu»."),
        },
    )
    telefono = forms.CharField(
        label=_("Teléfono"),
        required=False,
        validators=[validate_telefono],
        widget=forms.TextInput({"type": "tel", "autocomplete": "tel", **_PERSONAL}),
        help_text=_("Solo para hablarle de este caso."),
        error_messages={"required": _("Escriba el teléfono al que quiere la respuesta.")},
    )

    def clean_telefono(self):
        return format_telefono(self.cleaned_data["telefono"])

    def remitente(self):
        return {name: self.cleaned_data[name] for name in ("correo", "telefono")}


class ConNombre(ConRespuesta):
    nombre = TextoField(
        label=_("Nombres y apellidos"),
        attrs={"autocomplete": "name", **_PERSONAL},
        help_text=_("Para dirigirnos a usted y para que conste quién escribe."),
        error_messages={"required": _("Escriba sus nombres y apellidos.")},
    )

    def remitente(self):
        return {**super().remitente(), "nombre": self.cleaned_data["nombre"]}


class ConIdentidad(ConNombre):
    siguen = {
        **ConNombre.siguen,
        ("nacionalidad", CUBANA): ("documento",),
        ("nacionalidad", OTRA): ("pais", "pasaporte"),
    }

    nacionalidad = forms.ChoiceField(
        label=_("Nacionalidad"),
        choices=[(CUBANA, _("Cubana")), (OTRA, _("Otra"))],
        initial=CUBANA,
        widget=forms.RadioSelect,
        help_text=_(
            "La ley pide su nacionalidad y un documento para saber que escribe usted. "
            "No se publican."
        ),
    )
    documento = TextoField(
        label=_("Número del carné de identidad"),
        required=False,
        max_length=_DOCUMENT[1],
        attrs={"autocomplete": "off", "inputmode": "numeric", **_PERSONAL},
        help_text=_("Once cifras."),
        error_messages={"required": _("Escriba el número de su carné.")},
    )
    pais = TextoField(
        label=_("¿Cuál?"),
        required=False,
        attrs=_PERSONAL,
        error_messages={"required": _("Diga cuál es su nacionalidad.")},
    )
    pasaporte = TextoField(
        label=_("Número del pasaporte o documento"),
        required=False,
        max_length=_DOCUMENT[1],
        attrs={"autocomplete": "off", "autocapitalize": "characters", **_PERSONAL},
        error_messages={"required": _("Escriba el número de su pasaporte o documento.")},
    )
    confidencial = forms.BooleanField(
        label=_("Pido que se reserve mi identidad"),
        required=False,
        help_text=_("La sabrá Atención a la Población; a la entidad no se le dice."),
    )

    def clean_documento(self):
        number = self.cleaned_data["documento"]
        return number and clean_ci(number)

    def clean_pasaporte(self):
        number = self.cleaned_data["pasaporte"]
        if number and len(number) < _DOCUMENT[0]:
            raise ValidationError(_("Es muy corto para ser el número de un documento: revíselo."))
        return number

    def remitente(self):
        told = self.cleaned_data
        return {
            **super().remitente(),
            "ci": told["documento"] or told["pasaporte"],
            "nacionalidad": told["pais"] or CUBANA,
        }
