from django.db import models
from django.utils.translation import gettext_lazy as _


class TextoDelPortal(models.Model):
    """The translation of one text of «Datos del portal».

    ``lugar`` identifies the text (:mod:`base.textos_del_portal`). ``original`` is the Spanish text
    that was translated: if the Spanish text has changed since, readers get the Spanish one.
    """

    datos = models.ForeignKey(
        "base.PortalSettings",
        verbose_name=_("datos del portal"),
        on_delete=models.CASCADE,
        related_name="textos_traducidos",
    )
    idioma = models.CharField(_("idioma"), max_length=12)
    lugar = models.CharField(_("lugar"), max_length=60)
    original = models.TextField(_("texto en español"))
    traduccion = models.TextField(_("traducción"))

    class Meta:
        verbose_name = _("texto del portal")
        verbose_name_plural = _("textos del portal")
        constraints = [
            models.UniqueConstraint(
                fields=["datos", "idioma", "lugar"], name="un_texto_por_lugar_e_idioma"
            )
        ]

    def __str__(self):
        return self.traduccion

    @property
    def site(self):
        """The site of the portal, for the bitácora."""
        return self.datos.site
