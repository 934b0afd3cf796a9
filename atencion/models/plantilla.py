from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Site


class Plantilla(models.Model):
    """A text of one portal to begin answers with; it holds no personal data."""

    site = models.ForeignKey(
        Site, verbose_name=_("portal"), on_delete=models.CASCADE, related_name="+"
    )
    nombre = models.CharField(
        _("nombre"), max_length=80, help_text=_("Por él se elige al responder un caso.")
    )
    texto = models.TextField(
        _("texto"),
        max_length=5000,
        help_text=_("No escriba aquí datos de ninguna persona: sirve para muchos casos."),
    )

    class Meta:
        verbose_name = _("plantilla de respuesta")
        verbose_name_plural = _("plantillas de respuesta")
        ordering = ["nombre", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["site", "nombre"],
                name="plantilla_unica",
                violation_error_message=_("Ya hay una plantilla con ese nombre en el portal."),
            )
        ]

    def __str__(self):
        return self.nombre
