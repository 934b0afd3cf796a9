from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class MensajeQuerySet(models.QuerySet):
    def para(self, slug):
        """Return the messages sent to the portal ``slug``, the latest first."""
        return self.filter(portales__has_key=slug).order_by("-enviado", "-pk")

    def sin(self, privados):
        """Return the messages that are not about the avisos ``privados``, a query set of pages."""
        return self.filter(~Q(clave__in=privados.order_by().values("translation_key")))


class Mensaje(models.Model):
    """Message about an aviso, stored as it was sent.

    A row does not change when the aviso changes or is deleted; a new row is added instead.
    Therefore it has no foreign key to the page: ``clave`` is the translation key of the aviso.
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
    # Host of the portal when the message was sent: hosts change, and receivers identify us by it.
    remitente = models.CharField(max_length=253)
    # {slug: True} for the portals that received the message, in the format of the log.
    portales = models.JSONField(default=dict)
    # «sender,identifier,sent» of every earlier message about this aviso.
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
        """Reference by which later messages name this one: «sender,identifier,sent»."""
        return f"{self.remitente},{self.identificador},{cap_time(self.enviado)}"


def cap_time(moment):
    """Return ``moment`` in the format of CAP: to the second, with the local UTC offset."""
    return timezone.localtime(moment).isoformat(timespec="seconds")
