from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel


class ConVigencia(models.Model):
    """Who is responsible for a page, and until when its content counts as valid."""

    responsable = models.CharField(
        _("responsable"),
        max_length=160,
        blank=True,
        help_text=_("Entidad o cargo que responde por lo que aquí se dice."),
    )
    revisado_el = models.DateField(
        _("última revisión"),
        null=True,
        blank=True,
        help_text=_("Día en que alguien comprobó que todo sigue siendo cierto."),
    )
    proxima_revision = models.DateField(
        _("próxima revisión"),
        null=True,
        blank=True,
        help_text=_("Desde ese día la página se marca como pendiente de revisar."),
    )

    # Last in the form of every page type: concrete classes put their own fields before.
    vigencia_panels = [
        MultiFieldPanel(
            [
                FieldPanel("responsable"),
                FieldRowPanel([FieldPanel("revisado_el"), FieldPanel("proxima_revision")]),
            ],
            heading=_("Vigencia"),
            help_text=_("Quién responde por esta página y hasta cuándo se la da por cierta."),
        ),
    ]

    class Meta:
        abstract = True

    def clean(self):
        super().clean()
        if self.revisado_el and self.proxima_revision and self.proxima_revision <= self.revisado_el:
            raise ValidationError(
                {"proxima_revision": _("La próxima revisión debe ser posterior a la última.")}
            )

    @property
    def revision_vencida(self):
        """Whether the date of the next review is today or earlier."""
        return self.proxima_revision is not None and self.proxima_revision <= timezone.localdate()
