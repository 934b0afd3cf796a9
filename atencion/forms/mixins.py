"""What several kinds of case ask: who, whom, and how the answer is to come."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from atencion.models import Caso
from base.idiomas import ESPANOL, EnEspanol
from base.nombres import nombre_de
from base.telefonos import presentar_telefono, validate_telefono
from base.texto import plain

from .fields import Texto, clean_ci

Notificar = Caso.Notificar

_DOCUMENT = (4, 30)
# Left out of the draft that the browser keeps (static_src/js/atencion.js): phones are shared, and
# who writes is soon written again.
_PERSONAL = {"data-personal": True}
CUBANA, OTRA = "cubana", "otra"


class _Entidades(forms.Select):
    """Tells the language of the names that nobody has translated."""

    def create_option(self, name, value, label, *args, **kwargs):
        option = super().create_option(name, value, label, *args, **kwargs)
        if isinstance(label, EnEspanol):
            option["attrs"]["lang"] = ESPANOL
        return option


class _PorNombre(forms.models.ModelChoiceIterator):
    """In the order of what each is called for the reader, which no column knows."""

    def __iter__(self):
        blank, *entities = super().__iter__()
        return iter([blank, *sorted(entities, key=lambda choice: plain(choice[1]))])


class _EntidadField(forms.ModelChoiceField):
    widget = _Entidades
    iterator = _PorNombre

    def label_from_instance(self, entidad):
        return nombre_de(entidad)


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


class ConRespuesta(forms.Form):
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
        help_text=_("Si lo da, le mandamos ahí el número y los avisos de su caso."),
        error_messages={"invalid": _("A esa dirección le falta algo, como en «nombre@nauta.cu».")},
    )
    telefono = forms.CharField(
        label=_("Teléfono"),
        required=False,
        validators=[validate_telefono],
        widget=forms.TextInput({"type": "tel", "autocomplete": "tel", **_PERSONAL}),
        help_text=_("Solo para hablarle de este caso."),
    )

    def clean_telefono(self):
        return presentar_telefono(self.cleaned_data["telefono"])

    def clean(self):
        cleaned_data = super().clean()
        needed = {
            Notificar.CORREO: ("correo", _("Escriba el correo al que quiere la respuesta.")),
            Notificar.TELEFONO: ("telefono", _("Escriba el teléfono al que quiere la respuesta.")),
        }
        if cleaned_data.get("notificar") in needed:
            name, message = needed[cleaned_data["notificar"]]
            if not cleaned_data.get(name) and not self.has_error(name):
                self.add_error(name, message)
        return cleaned_data

    def remitente(self):
        return {name: self.cleaned_data[name] for name in ("correo", "telefono")}


class ConNombre(ConRespuesta):
    nombre = Texto(
        label=_("Nombres y apellidos"),
        attrs={"autocomplete": "name", **_PERSONAL},
        help_text=_("Para dirigirnos a usted y para que conste quién escribe."),
        error_messages={"required": _("Escriba sus nombres y apellidos.")},
    )

    def remitente(self):
        return {**super().remitente(), "nombre": self.cleaned_data["nombre"]}


class ConIdentidad(ConNombre):
    nacionalidad = forms.ChoiceField(
        label=_("Nacionalidad"),
        choices=[(CUBANA, _("Cubana")), (OTRA, _("Otra"))],
        initial=CUBANA,
        widget=forms.RadioSelect,
        help_text=_("La ley la pide. De ella depende qué documento le pedimos."),
    )
    pais = Texto(
        label=_("Si es otra, ¿cuál?"),
        required=False,
        attrs=_PERSONAL,
        help_text=_("Déjelo vacío si es cubana."),
    )
    documento = Texto(
        label=_("Número del carné de identidad"),
        max_length=_DOCUMENT[1],
        attrs={"autocomplete": "off", **_PERSONAL},
        help_text=_(
            "Once cifras. Si su nacionalidad es otra, el número de su pasaporte o documento. La "
            "ley lo pide para saber que la queja o la petición es suya; no se publica."
        ),
        error_messages={"required": _("Escriba el número de su carné o documento.")},
    )
    confidencial = forms.BooleanField(
        label=_("Pido que se reserve mi identidad"),
        required=False,
        help_text=_("La sabrá Atención a la Población; a la entidad no se le dice."),
    )

    def clean(self):
        cleaned_data = super().clean()
        document = cleaned_data.get("documento")
        if cleaned_data.get("nacionalidad") == OTRA:
            if not cleaned_data.get("pais"):
                self.add_error("pais", _("Diga cuál es su nacionalidad."))
            if document and len(document) < _DOCUMENT[0]:
                self.add_error("documento", _("Es muy corto para ser el número de un documento."))
        elif document:
            try:
                cleaned_data["documento"] = clean_ci(document)
            except ValidationError as error:
                self.add_error("documento", error)
        return cleaned_data

    def remitente(self):
        is_cuban = self.cleaned_data["nacionalidad"] == CUBANA
        return {
            **super().remitente(),
            "ci": self.cleaned_data["documento"],
            "nacionalidad": CUBANA if is_cuban else self.cleaned_data["pais"],
        }
