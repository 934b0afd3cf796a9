from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

# Action names in the log.
ACEPTAR, NO_ACEPTAR = "noticias.aceptar", "noticias.no_aceptar"


class DecisionDeLaProvincia(models.Model):
    """Decision of the province to show, or not, a news item that a municipality proposes.

    A separate model, because the people who write and publish the page do not decide.
    """

    noticia = models.OneToOneField(
        "noticias.NoticiaPage", on_delete=models.CASCADE, related_name="decision"
    )
    aceptada = models.BooleanField(_("aceptada"))
    por = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    el = models.DateTimeField(_("decidida el"), auto_now=True)

    class Meta:
        verbose_name = _("decisión de la provincia")
        verbose_name_plural = _("decisiones de la provincia")

    def __str__(self):
        return str(_("Aceptada") if self.aceptada else _("No aceptada"))
