from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Site


class InformeDeDato(models.Model):
    """Informe by citizens that one datum is wrong, without any data about them.

    While an informe is open, equal ones are counted in it (``veces``).
    """

    class Clase(models.TextChoices):
        NO_RESPONDE = "no_responde", _("No responde")
        INCORRECTO = "incorrecto", _("El dato no es correcto")

    entidad = models.ForeignKey(
        "directorio.EntidadPage", on_delete=models.CASCADE, related_name="informes"
    )
    # None for hours, address and the like, or for a deleted contact: ``dato`` has the text.
    contacto = models.ForeignKey(
        "directorio.Contacto", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    dato = models.CharField(_("dato"), max_length=300)
    clase = models.CharField(_("qué pasa"), max_length=12, choices=Clase.choices)
    site = models.ForeignKey(
        Site, verbose_name=_("portal"), on_delete=models.CASCADE, related_name="+"
    )
    veces = models.PositiveIntegerField(_("veces"), default=1)
    primero = models.DateTimeField(_("primer aviso"), auto_now_add=True)
    ultimo = models.DateTimeField(_("último aviso"), auto_now_add=True)
    cerrado_el = models.DateTimeField(_("cerrado el"), null=True, editable=False)

    class Meta:
        verbose_name = _("aviso de dato incorrecto")
        verbose_name_plural = _("avisos de datos incorrectos")
        ordering = ["-ultimo", "pk"]
        indexes = [models.Index(fields=["entidad", "cerrado_el"])]

    def __str__(self):
        return f"{self.dato}: {self.get_clase_display()}"
