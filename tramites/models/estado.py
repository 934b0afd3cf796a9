from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from tramites import situacion


class ConEstado(models.Model):
    """Mixin with the state of a trámite: normal, limited or suspended, and until when."""

    class Estado(models.TextChoices):
        NORMAL = situacion.NORMAL, _("Normal")
        LIMITADO = situacion.LIMITADO, _("Limitado")
        SUSPENDIDO = situacion.SUSPENDIDO, _("Suspendido")

    estado = models.CharField(_("estado"), max_length=12, choices=Estado, default=Estado.NORMAL)
    estado_motivo = models.CharField(
        _("motivo"),
        max_length=300,
        blank=True,
        help_text=_("Lo lee el ciudadano en lo alto de la página."),
    )
    estado_desde = models.DateField(_("desde"), null=True, blank=True)
    estado_hasta = models.DateField(
        _("hasta"),
        null=True,
        blank=True,
        help_text=_("Pasado ese día el trámite vuelve solo a estado normal."),
    )

    estado_panel = MultiFieldPanel(
        [
            FieldPanel("estado"),
            FieldPanel("estado_motivo"),
            FieldRowPanel([FieldPanel("estado_desde"), FieldPanel("estado_hasta")]),
        ],
        heading=_("Estado"),
        help_text=_("Si hoy no se puede hacer, o no del todo, dígalo aquí."),
    )

    class Meta:
        abstract = True

    def clean(self):
        super().clean()
        if self.estado_desde and self.estado_hasta and self.estado_hasta < self.estado_desde:
            raise ValidationError(
                {"estado_hasta": _("La fecha final no puede ser anterior a la inicial.")}
            )

    @property
    def limitacion(self):
        """Limitation of the trámite, current or future, or None if its state is normal."""
        today = timezone.localdate()
        is_over = self.estado_hasta is not None and self.estado_hasta < today
        if self.estado == self.Estado.NORMAL or is_over:
            return None
        return situacion.Limitacion(
            suspendido=self.estado == self.Estado.SUSPENDIDO,
            motivo=self.estado_motivo,
            desde=self.estado_desde,
            hasta=self.estado_hasta,
            empezo=self.estado_desde is None or self.estado_desde <= today,
        )
