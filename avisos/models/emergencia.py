from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from avisos.forms import ModoEmergenciaForm

# Actions of the log.
ENCENDER, APAGAR = "avisos.encender_emergencia", "avisos.apagar_emergencia"


class ModoEmergenciaQuerySet(models.QuerySet):
    def vigentes(self):
        return self.filter(termina__gt=timezone.now())


class ModoEmergencia(models.Model):
    """Period in which the portada of some portals shows only what people need now."""

    motivo = models.CharField(
        _("motivo"), max_length=200, help_text=_("Lo lee el ciudadano en lo alto de la portada.")
    )
    portales = models.ManyToManyField(
        "base.PortalSettings", verbose_name=_("portales"), related_name="+"
    )
    empieza = models.DateTimeField(_("empezó"), auto_now_add=True)
    termina = models.DateTimeField(
        _("termina"), help_text=_("A esa hora vuelve sola la portada de siempre.")
    )

    objects = ModoEmergenciaQuerySet.as_manager()
    base_form_class = ModoEmergenciaForm

    panels = [
        FieldPanel("motivo"),
        FieldPanel("portales", widget=forms.CheckboxSelectMultiple),
        FieldPanel("termina"),
        FieldPanel("confirmo"),
    ]

    class Meta:
        verbose_name = _("modo emergencia")
        verbose_name_plural = _("modo emergencia")
        ordering = ["-termina", "-pk"]

    def __str__(self):
        return self.motivo

    def clean(self):
        super().clean()
        if self.termina and self.termina <= timezone.now():
            raise ValidationError({"termina": _("Esa hora ya pasó.")})

    @property
    def esta_vigente(self):
        return self.termina > timezone.now()

    @property
    def nombres(self):
        return ", ".join(
            str(_("Provincia")) if portal.es_provincial else portal.nombre
            for portal in self.portales.order_by("-tipo", "nombre")
        )

    def switch_off(self):
        self.termina = timezone.now()
        self.save(update_fields=["termina"])
