"""The form of each kind of case. It asks only for what that kind needs, and says why."""

from dataclasses import dataclass

from django.forms import BoundField
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from atencion.antispam import ControlForm
from atencion.archivos import ArchivosField
from atencion.models import Caso
from base.nombres import con_nombre
from directorio.queries import entidades_de

from .fields import LETTER, TextoField
from .mixins import ConEntidad, ConIdentidad, ConNombre, ConRespuesta, ConSiguientes

_ENTIDAD = ("", ("entidad",))
_ARCHIVOS = ("", ("archivos",))
_NOMBRE = ("", ("nombre",))
_QUIEN = (_("Quién es usted"), ("nombre", "nacionalidad", "confidencial"))
_RESPUESTA = ("", ("notificar",))


@dataclass(frozen=True)
class PasoDelFormulario:
    """One step of the form, alone on a screen. ``leyenda`` is empty over a single question."""

    numero: int
    leyenda: str
    campos: list[BoundField]

    @property
    def titulo(self):
        return self.leyenda or self.campos[0].label


class CasoForm(ConSiguientes, ControlForm):
    """Common part of the forms of all kinds. Subclasses set ``tipo``, the texts and the steps."""

    tipo = None
    # Texts that describe the kind where the citizen chooses it.
    titulo = que_es = que_pide = ""
    # (legend, names of the fields) of each step.
    pasos_de = ()

    asunto = TextoField(
        label=_("En pocas palabras, ¿de qué se trata?"),
        help_text=_("Para que llegue pronto a quien debe leerlo."),
        error_messages={"required": _("Diga en pocas palabras de qué se trata.")},
    )

    def __init__(self, site, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "entidad" in self.fields:
            # Includes offices: the users who answer for their entidad also see their cases.
            serving = entidades_de(site).only("title", "path", "otros_nombres").order_by()
            self.fields["entidad"].queryset = con_nombre(serving)
        # The list of errors follows the order of the fields on the page.
        self.order_fields(
            each
            for _legend, names in self.pasos_de
            for name in names
            for each in (name, *self.que_siguen(name))
        )

    @property
    def pasos(self):
        return [
            PasoDelFormulario(number, legend, [self[name] for name in names])
            for number, (legend, names) in enumerate(self.pasos_de, 1)
        ]

    @property
    def numero_de_pasos(self):
        """Number of steps, with the last one, which sends the form."""
        return len(self.pasos_de) + 1

    @property
    def pide_datos_personales(self):
        return any("data-personal" in field.widget.attrs for field in self.fields.values())

    def remitente(self):
        """Return the fields of the ``Remitente``; None if the form asks for none."""
        return None

    def datos(self):
        """Return the fields of the ``Caso``."""
        asked = ("asunto", "hechos", "pide", "entidad", "confidencial", "notificar")
        told = {name: self.cleaned_data[name] for name in asked if name in self.fields}
        return {"idioma": get_language(), **told}


class _EscritoForm(ConEntidad, ConIdentidad, CasoForm):
    """The fields that the law requires for a queja or a petición."""

    que_pide = _("Le pedimos nombres y apellidos, nacionalidad y carné.")
    pasos_de = (
        (_("De qué se trata"), ("asunto", "hechos")),
        ("", ("pide",)),
        _ENTIDAD,
        _ARCHIVOS,
        _QUIEN,
        _RESPUESTA,
    )

    hechos = TextoField(
        label=_("¿Qué pasó?"),
        max_length=LETTER,
        rows=8,
        help_text=_("Dónde, cuándo y a quién. Mientras más claro, más rápido se resuelve."),
        error_messages={"required": _("Cuente qué pasó.")},
    )
    pide = TextoField(
        label=_("¿Qué pide?"),
        max_length=LETTER,
        rows=4,
        help_text=_("Lo que quiere que se haga."),
        error_messages={"required": _("Diga qué pide.")},
    )
    archivos = ArchivosField()


class QuejaForm(_EscritoForm):
    tipo = Caso.Tipo.QUEJA
    titulo = _("Presentar una queja")
    que_es = _("Algo se hizo mal, o no se hizo.")


class PeticionForm(_EscritoForm):
    tipo = Caso.Tipo.PETICION
    titulo = _("Hacer una petición")
    que_es = _("Pida a una entidad que haga o resuelva algo.")


class InformacionForm(ConEntidad, ConNombre, CasoForm):
    tipo = Caso.Tipo.INFORMACION
    titulo = _("Pedir información pública")
    que_es = _("Documentos y datos que tienen las entidades del Estado.")
    que_pide = _("Le pedimos su nombre y cómo responderle.")
    pasos_de = ((_("Qué quiere saber"), ("asunto", "pide")), _ENTIDAD, _NOMBRE, _RESPUESTA)

    pide = TextoField(
        label=_("¿Qué información necesita?"),
        max_length=LETTER,
        rows=8,
        help_text=_("De qué lugar y de qué fechas, si lo sabe. No tiene que decir para qué."),
        error_messages={"required": _("Diga qué información necesita.")},
    )


class ConsultaForm(ConRespuesta, CasoForm):
    tipo = Caso.Tipo.CONSULTA
    titulo = _("Hacer una pregunta")
    que_es = _("Algo que no encontró en el portal, o no le quedó claro.")
    que_pide = _("No tiene que decir quién es.")
    pasos_de = ((_("Su pregunta"), ("asunto", "hechos")), _ARCHIVOS, _RESPUESTA)

    hechos = TextoField(
        label=_("¿Qué quiere saber?"),
        max_length=LETTER,
        rows=8,
        error_messages={"required": _("Escriba su pregunta.")},
    )
    archivos = ArchivosField()

    def remitente(self):
        return super().remitente() if any(super().remitente().values()) else None


class SugerenciaForm(CasoForm):
    tipo = Caso.Tipo.SUGERENCIA
    titulo = _("Dejar una sugerencia")
    que_es = _("Una idea para que algo funcione mejor.")
    que_pide = _("No le pedimos quién es.")
    pasos_de = ((_("Su sugerencia"), ("asunto", "hechos")), _ARCHIVOS)

    hechos = TextoField(
        label=_("¿Qué sugiere?"),
        max_length=LETTER,
        rows=8,
        error_messages={"required": _("Escriba su sugerencia.")},
    )
    archivos = ArchivosField()


FORMS = {
    str(form.tipo): form
    for form in (QuejaForm, PeticionForm, ConsultaForm, InformacionForm, SugerenciaForm)
}
