from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from redaccion.palabras import raices


class PalabraTecnica(models.Model):
    """Word or expression that people do not understand, and what to say in its place.

    One list of the province for the authors of all portals: Spanish words, searched in Spanish
    texts.
    """

    expresion = models.CharField(
        _("palabra o expresión"),
        max_length=80,
        help_text=_(
            "Como en «cónyuge» o «a los efectos de». Se encuentra también en plural, en mayúsculas "
            "y sin acentos."
        ),
    )
    en_su_lugar = models.CharField(
        _("qué decir en su lugar"),
        max_length=160,
        help_text=_("Como en «esposo o esposa», o cómo explicarla."),
    )
    # Stems of the expression, separated by spaces; they identify an entry.
    raices = models.CharField(max_length=200, unique=True, editable=False)

    panels = [FieldPanel("expresion"), FieldPanel("en_su_lugar")]

    class Meta:
        verbose_name = _("palabra técnica")
        verbose_name_plural = _("palabras técnicas")
        ordering = ["expresion", "pk"]

    def __str__(self):
        return self.expresion

    def set_stems(self):
        self.expresion = " ".join(self.expresion.split())
        self.raices = " ".join(raices(self.expresion))

    def clean(self):
        super().clean()
        self.set_stems()
        if not self.raices:
            raise ValidationError({"expresion": _("Escriba al menos una palabra.")})
        same = type(self).objects.filter(raices=self.raices).exclude(pk=self.pk).first()
        if same is not None:
            problem = _("Es lo mismo que «%(otra)s», que ya está en la lista.")
            raise ValidationError({"expresion": problem % {"otra": same}})
