from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from tramites.palabras import plazo_en_palabras


class ConPlazo(models.Model):
    """Mixin with the plazo of a trámite: its length, its start and its source."""

    class Unidad(models.TextChoices):
        INMEDIATO = "inmediato", _("En el momento")
        HORAS = "horas", _("Horas")
        NATURALES = "naturales", _("Días naturales")
        HABILES = "habiles", _("Días hábiles")
        MESES = "meses", _("Meses")

    plazo_minimo = models.PositiveSmallIntegerField(
        _("de"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text=_("Solo si el plazo va de un número a otro."),
    )
    plazo_numero = models.PositiveSmallIntegerField(
        _("hasta"), null=True, blank=True, validators=[MinValueValidator(1)]
    )
    plazo_unidad = models.CharField(
        _("unidad"), max_length=10, choices=Unidad, default=Unidad.NATURALES
    )
    plazo_desde = models.CharField(
        _("contado desde"),
        max_length=160,
        blank=True,
        help_text=_("Complete la oración: «desde…». Por ejemplo: «la entrega de la solicitud»."),
    )
    plazo_fuente = models.CharField(
        _("fuente"),
        max_length=160,
        blank=True,
        help_text=_("Norma o documento que fija el plazo."),
    )
    plazo_fecha = models.DateField(
        _("fecha"), null=True, blank=True, help_text=_("Día en que se comprobó.")
    )

    plazo_panel = MultiFieldPanel(
        [
            FieldRowPanel(
                [
                    FieldPanel("plazo_minimo"),
                    FieldPanel("plazo_numero"),
                    FieldPanel("plazo_unidad"),
                ]
            ),
            FieldPanel("plazo_desde"),
            FieldRowPanel([FieldPanel("plazo_fuente"), FieldPanel("plazo_fecha")]),
        ],
        heading=_("Cuánto demora"),
    )

    class Meta:
        abstract = True

    def clean(self):
        super().clean()
        if self.plazo_minimo and self.plazo_numero and self.plazo_minimo >= self.plazo_numero:
            raise ValidationError(
                {"plazo_minimo": _("El primer número debe ser menor que el segundo.")}
            )

    @property
    def es_inmediato(self):
        return self.plazo_unidad == self.Unidad.INMEDIATO

    @property
    def plazo(self):
        return plazo_en_palabras(
            minimo=self.plazo_minimo,
            numero=self.plazo_numero,
            unidad=self.plazo_unidad,
            desde=self.plazo_desde,
        )

    @property
    def plazo_sin_respaldo(self):
        """Whether there is a plazo without a source or without a date."""
        return bool(self.plazo_numero) and not (self.plazo_fuente and self.plazo_fecha)
