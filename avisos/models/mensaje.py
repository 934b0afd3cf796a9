from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class MensajeQuerySet(models.QuerySet):
    def para(self, slug):
        """Those that were sent to the portal ``slug``, the latest first."""
        return self.filter(portales__has_key=slug).order_by("-enviado", "-pk")

    def sin(self, privados):
        """Without those about the avisos ``privados``, a queryset of pages."""
        return self.filter(~Q(clave__in=privados.order_by().values("translation_key")))


class Mensaje(models.Model):
    """One message about an aviso, as it was sent: nothing of it is made up when it is read.

    A row stays as it is when the aviso changes or is deleted; what follows is another row. So it
    points to no page: ``clave`` is the translation key of the aviso.
    """

    class Tipo(models.TextChoices):
        ALERT = "Alert", _("Primero")
        UPDATE = "Update", _("Actualización")
        CANCEL = "Cancel", _("Fin")

    identificador = models.SlugField(max_length=120, unique=True)
    clave = models.UUIDField(db_index=True)
    tipo = models.CharField(max_length=6, choices=Tipo)
    enviado = models.DateTimeField(db_index=True)
    emisor = models.ForeignKey(
        "base.PortalSettings", on_delete=models.CASCADE, related_name="+", editable=False
    )
    # The host of the portal on the day; hosts change, and who reads messages goes by it.
    remitente = models.CharField(max_length=253)
    # {slug: True} of the portals that it was sent to, as the logs keep it.
    portales = models.JSONField(default=dict)
    # «sender,identifier,sent» of every message about this aviso before it.
    referencias = models.TextField(blank=True)
    contenido = models.JSONField(default=dict)

    objects = MensajeQuerySet.as_manager()

    class Meta:
        verbose_name = _("mensaje de un aviso")
        verbose_name_plural = _("mensajes de los avisos")

    def __str__(self):
        return self.identificador

    @property
    def referencia(self):
        """How later messages name this one."""
        return f"{self.remitente},{self.identificador},{cap_time(self.enviado)}"


def cap_time(moment):
    """Return ``moment`` as CAP writes it: to the second, with the offset of the province."""
    return timezone.localtime(moment).isoformat(timespec="seconds")
