from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Site


class BusquedaSinResultado(models.Model):
    """Words for which one portal found nothing: how many times, and the first and last date.

    Neither the visitor nor the hour of a search is stored.
    """

    site = models.ForeignKey(
        Site, verbose_name=_("portal"), on_delete=models.CASCADE, related_name="+"
    )
    palabras = models.CharField(_("palabras"), max_length=60)
    veces = models.PositiveIntegerField(_("veces"), default=1)
    primera = models.DateField(_("primera vez"))
    ultima = models.DateField(_("última vez"), db_index=True)

    class Meta:
        verbose_name = _("búsqueda sin resultado")
        verbose_name_plural = _("búsquedas sin resultado")
        ordering = ["-veces", "-ultima", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["site", "palabras"], name="search_sin_resultado_una_fila"
            )
        ]

    def __str__(self):
        return self.palabras
