"""Contacts of an entidad, with the hours in which each number answers."""

import re

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel

from base.models import FilaDePagina
from directorio.canales import CANALES, TELEFONICOS, Canal, clean_valor
from directorio.horarios import ALWAYS, Horarios, Tramo, weekly
from directorio.models.filas import WEEKDAYS, Dias

# «24 horas» in a label, in Spanish or English.
ROUND_THE_CLOCK = re.compile(r"\b24\s*(?:h|horas|hours)\b", re.IGNORECASE)


class Contesta(models.TextChoices):
    """Hours in which a number answers."""

    OFICINA = "", _("en el horario de la oficina")
    SIEMPRE = "siempre", _("las 24 horas, todos los días")
    OTRO = "otro", _("en otro horario")


class Contacto(FilaDePagina):
    """One way to reach the entidad."""

    page = ParentalKey("directorio.EntidadPage", on_delete=models.CASCADE, related_name="contactos")
    canal = models.CharField(
        _("canal"), max_length=12, choices=Canal.choices, default=Canal.TELEFONO
    )
    valor = models.CharField(
        _("número o dirección"),
        max_length=200,
        help_text=_("El número, el correo, o el nombre o la dirección del perfil."),
    )
    extension = models.CharField(_("extensión"), max_length=10, blank=True)
    etiqueta = models.CharField(
        _("para qué es"),
        max_length=80,
        blank=True,
        help_text=_("Como en «Recepción» o «Averías»."),
    )
    nota = models.CharField(_("nota"), max_length=160, blank=True)
    verificado_el = models.DateField(
        _("verificado el"),
        null=True,
        blank=True,
        help_text=_("Día en que alguien comprobó que responde. Cierra los avisos de la gente."),
    )
    contesta = models.CharField(
        _("cuándo contesta"),
        max_length=8,
        choices=Contesta.choices,
        blank=True,
        help_text=_("Cuando la oficina está cerrada, se muestra primero el teléfono que contesta."),
    )
    contesta_dias = models.CharField(_("qué días"), max_length=5, choices=Dias.choices, blank=True)
    contesta_desde = models.TimeField(_("desde las"), null=True, blank=True)
    contesta_hasta = models.TimeField(
        _("hasta las"),
        null=True,
        blank=True,
        help_text=_("Una hora menor que la primera es del día siguiente."),
    )

    # Numbers and addresses are the same in every language.
    del_original = ("valor", "extension")
    panels = [
        FieldRowPanel([FieldPanel("canal"), FieldPanel("valor"), FieldPanel("extension")]),
        FieldRowPanel([FieldPanel("etiqueta"), FieldPanel("nota"), FieldPanel("verificado_el")]),
        FieldPanel("contesta"),
        FieldRowPanel(
            [
                FieldPanel("contesta_dias", help_text=_("Solo si contesta en otro horario.")),
                FieldPanel("contesta_desde", help_text=_("Como 6:00 p.m. o 18:00.")),
                FieldPanel("contesta_hasta"),
            ]
        ),
    ]

    class Meta(FilaDePagina.Meta):
        verbose_name = _("contacto")
        verbose_name_plural = _("contactos")

    def __str__(self):
        return f"{self.get_canal_display()}: {self.texto}"

    def save(self, *args, **kwargs):
        # Drafts older than the field ``contesta`` may be published without a form.
        self._believe_label()
        super().save(*args, **kwargs)

    def _believe_label(self):
        """Set ``contesta`` from a label such as «Averías, las 24 horas», if it is empty."""
        if self.is_number and not self.contesta and ROUND_THE_CLOCK.search(self.etiqueta):
            self.contesta = Contesta.SIEMPRE

    def clean(self):
        super().clean()
        if self.valor:
            try:
                self.valor = clean_valor(self.canal, self.valor)
            except ValidationError as error:
                raise ValidationError({"valor": error}) from error
        if self.verificado_el and self.verificado_el > timezone.localdate():
            raise ValidationError(
                {"verificado_el": _("Esa fecha es futura: escriba una de hoy o anterior.")}
            )
        if self.extension and self.canal != Canal.TELEFONO:
            raise ValidationError({"extension": _("Solo un teléfono fijo tiene extensión.")})
        self._clean_hours()

    def _clean_hours(self):
        told = {
            "contesta_dias": self.contesta_dias,
            "contesta_desde": self.contesta_desde,
            "contesta_hasta": self.contesta_hasta,
        }
        has_hours = any(value not in ("", None) for value in told.values())
        if not self.is_number and (has_hours or self.contesta):
            raise ValidationError(
                {"contesta": _("Solo un número de teléfono tiene un horario suyo.")}
            )
        if self.contesta == Contesta.OTRO:
            missing = [name for name, value in told.items() if value in ("", None)]
            if missing:
                error = _("Diga qué días contesta, desde qué hora y hasta cuál.")
                raise ValidationError(dict.fromkeys(missing, error))
        elif has_hours:
            raise ValidationError(
                {"contesta": _("Escribió un horario: elija «en otro horario», o bórrelo.")}
            )
        self._believe_label()

    @property
    def is_number(self):
        return self.canal in (*TELEFONICOS, Canal.WHATSAPP)

    @property
    def texto(self):
        """Value in the format shown to people."""
        return CANALES[self.canal].texto(self.valor)

    @property
    def enlace(self):
        """URL of the contact (``tel:``, ``mailto:``…); "" if a phone cannot open it."""
        return CANALES[self.canal].enlace(self.valor, self.extension)

    @property
    def horarios(self):
        """Own :class:`Horarios` of a number; None if it answers in the hours of the office.

        Also None for incomplete hours, which a preview may have.
        """
        if self.contesta == Contesta.SIEMPRE:
            return Horarios(ALWAYS)
        if not self.contesta or not self.contesta_dias:
            return None
        start, end = self.contesta_desde, self.contesta_hasta
        if start is None or end is None:
            return None
        return Horarios(weekly([(WEEKDAYS[self.contesta_dias], Tramo.of(start, end))]))
