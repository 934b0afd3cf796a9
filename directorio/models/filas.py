"""Rows of an entidad: horarios, días especiales, autoridades and services."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel

from base.models import FilaDePagina
from base.models.fields import reference
from base.telefonos import validate_telefono
from directorio.horarios import Tramo


class Dias(models.TextChoices):
    """Days and groups of days that editors choose for a row of hours."""

    LABORABLES = "lu-vi", _("lunes a viernes")
    LUNES_SABADO = "lu-sa", _("lunes a sábado")
    TODOS = "lu-do", _("todos los días")
    LUNES = "lu", _("lunes")
    MARTES = "ma", _("martes")
    MIERCOLES = "mi", _("miércoles")
    JUEVES = "ju", _("jueves")
    VIERNES = "vi", _("viernes")
    SABADO = "sa", _("sábado")
    DOMINGO = "do", _("domingo")


_ABBREVIATIONS = ["lu", "ma", "mi", "ju", "vi", "sa", "do"]
WEEKDAYS = {
    **{name: (number,) for number, name in enumerate(_ABBREVIATIONS)},
    Dias.LABORABLES.value: tuple(range(5)),
    Dias.LUNES_SABADO.value: tuple(range(6)),
    Dias.TODOS.value: tuple(range(7)),
}


class TramoMixin(models.Model):
    """Mixin with an opening and a closing hour, which may be on the next day."""

    abre = models.TimeField(_("abre"), null=True, blank=True)
    cierra = models.TimeField(_("cierra"), null=True, blank=True)
    al_dia_siguiente = models.BooleanField(
        _("cierra al día siguiente"),
        default=False,
        help_text=_("Para quien atiende de noche. Las 24 horas: de 00:00 a 00:00 del siguiente."),
    )

    class Meta:
        abstract = True

    def clean(self):
        super().clean()
        if self.abre is None or self.cierra is None:
            return
        if self.al_dia_siguiente and self.cierra > self.abre:
            raise ValidationError(
                {"al_dia_siguiente": _("Serían más de 24 horas seguidas. Quite la marca.")}
            )
        if not self.al_dia_siguiente and self.cierra <= self.abre:
            raise ValidationError(
                {
                    "cierra": _(
                        "Cierra antes de abrir. Si atiende pasada la medianoche, "
                        "marque «cierra al día siguiente»."
                    )
                }
            )

    @property
    def tramo(self):
        return Tramo(self.abre, self.cierra, self.al_dia_siguiente)


class Horario(TramoMixin, FilaDePagina):
    """Weekly opening hours: the days and one tramo."""

    page = ParentalKey("directorio.EntidadPage", on_delete=models.CASCADE, related_name="horarios")
    dia = models.CharField(_("días"), max_length=5, choices=Dias.choices, default=Dias.LABORABLES)
    abre = models.TimeField(_("abre"))
    cierra = models.TimeField(_("cierra"))

    panels = [
        FieldRowPanel(
            [
                FieldPanel("dia"),
                FieldPanel("abre", help_text=_("Como 1:00 p.m. o 13:00.")),
                FieldPanel("cierra"),
            ]
        ),
        FieldPanel("al_dia_siguiente"),
    ]

    class Meta(FilaDePagina.Meta):
        verbose_name = _("horario")
        verbose_name_plural = _("horarios")

    def __str__(self):
        return f"{self.get_dia_display()} {self.abre:%H:%M}-{self.cierra:%H:%M}"

    @property
    def weekdays(self):
        return WEEKDAYS[self.dia]


class HorarioEspecial(TramoMixin, FilaDePagina):
    """Range of dates on which the entidad is closed or has other hours."""

    page = ParentalKey(
        "directorio.EntidadPage", on_delete=models.CASCADE, related_name="horarios_especiales"
    )
    desde = models.DateField(_("desde"))
    hasta = models.DateField(
        _("hasta"), null=True, blank=True, help_text=_("Si es un solo día, déjelo vacío.")
    )
    motivo = models.CharField(
        _("motivo"),
        max_length=120,
        blank=True,
        help_text=_("Se lee junto al horario, como en «Inventario»."),
    )

    panels = [
        FieldRowPanel([FieldPanel("desde"), FieldPanel("hasta"), FieldPanel("motivo")]),
        FieldRowPanel(
            [
                FieldPanel("abre"),
                FieldPanel("cierra"),
                FieldPanel("al_dia_siguiente"),
            ],
            help_text=_("Deje vacías las horas si esos días no atiende."),
        ),
    ]

    class Meta(FilaDePagina.Meta):
        verbose_name = _("día especial")
        verbose_name_plural = _("días especiales")

    def __str__(self):
        return f"{self.desde:%d/%m/%Y} {self.motivo}".strip()

    def clean(self):
        super().clean()
        errors = {}
        if self.desde and self.hasta and self.hasta < self.desde:
            errors["hasta"] = _("La fecha final es anterior a la inicial: corrija una de las dos.")
        if (self.abre is None) != (self.cierra is None):
            missing = "abre" if self.abre is None else "cierra"
            errors[missing] = _("Escriba las dos horas, o ninguna si no atiende.")
        if errors:
            raise ValidationError(errors)

    @property
    def ultimo(self):
        return self.hasta or self.desde

    @property
    def atiende(self):
        return self.abre is not None and self.cierra is not None


class Autoridad(FilaDePagina):
    """Person who is responsible for the entidad or receives the public there."""

    page = ParentalKey(
        "directorio.EntidadPage", on_delete=models.CASCADE, related_name="autoridades"
    )
    nombre = models.CharField(_("nombre y apellidos"), max_length=120)
    cargo = models.CharField(_("cargo"), max_length=120)
    telefono = models.CharField(
        _("teléfono"), max_length=40, blank=True, validators=[validate_telefono]
    )
    correo = models.EmailField(_("correo electrónico"), blank=True)
    recepcion = models.CharField(
        _("días en que recibe"),
        max_length=160,
        blank=True,
        help_text=_("Como en «Primer martes del mes, de 9:00 a.m. a 12:00 m.»."),
    )
    foto = reference("base.PortalImage", _("foto"))

    del_original = ("nombre", "telefono", "correo", "foto")
    panels = [
        FieldRowPanel([FieldPanel("nombre"), FieldPanel("cargo")]),
        FieldRowPanel([FieldPanel("telefono"), FieldPanel("correo")]),
        FieldPanel("recepcion"),
        FieldPanel("foto"),
    ]

    class Meta(FilaDePagina.Meta):
        verbose_name = _("autoridad")
        verbose_name_plural = _("autoridades")

    def __str__(self):
        return f"{self.nombre}, {self.cargo}"


class Servicio(FilaDePagina):
    """Service that the entidad offers to people."""

    page = ParentalKey("directorio.EntidadPage", on_delete=models.CASCADE, related_name="servicios")
    nombre = models.CharField(_("servicio"), max_length=120)
    descripcion = models.CharField(_("descripción"), max_length=250, blank=True)

    panels = [FieldPanel("nombre"), FieldPanel("descripcion")]

    class Meta(FilaDePagina.Meta):
        verbose_name = _("servicio")
        verbose_name_plural = _("servicios")

    def __str__(self):
        return self.nombre
