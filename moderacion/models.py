"""What waits to be told to whom, and how often people want to hear of it."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, TaskState


class PreferenciaDeNotificaciones(models.Model):
    """How often one moderator wants mail about what waits for approval."""

    class Pausa(models.IntegerChoices):
        AL_MOMENTO = 0, _("Un correo por cada página, al momento")
        CUARTO_DE_HORA = 15, _("Un resumen, cada 15 minutos como máximo")
        HORA = 60, _("Un resumen, cada hora como máximo")
        DIA = 24 * 60, _("Un resumen, una vez al día como máximo")

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="preferencia_de_notificaciones",
    )
    pausa = models.PositiveSmallIntegerField(
        _("Correos sobre páginas que esperan"),
        choices=Pausa,
        default=Pausa.CUARTO_DE_HORA,
        help_text=_("Si llegan varias páginas seguidas, se avisan juntas en un solo correo."),
    )
    ultimo_envio = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("preferencia de notificaciones")
        verbose_name_plural = _("preferencias de notificaciones")
        permissions = [("publish_own_edits", _("Puede publicar con urgencia, sin moderación"))]

    def __str__(self):
        return self.get_pausa_display()

    def is_pausing(self):
        """Whether the next mail about waiting pages is not due yet."""
        pause = timedelta(minutes=self.pausa)
        return self.ultimo_envio is not None and timezone.now() < self.ultimo_envio + pause

    def split(self, tipo, notificaciones):
        """Return ``notificaciones`` of one kind as the groups that make one mail each."""
        if tipo == Notificacion.Tipo.ENVIADA and notificaciones:
            self.ultimo_envio = timezone.now()
            self.save(update_fields=["ultimo_envio"])
            if self.pausa == self.Pausa.AL_MOMENTO:
                return [[notificacion] for notificacion in notificaciones]
        return [notificaciones] if notificaciones else []


class Notificacion(models.Model):
    """One thing to tell one person by mail; gone once the mail is in the queue."""

    class Tipo(models.TextChoices):
        ENVIADA = "enviada", _("espera revisión")
        APROBADA = "aprobada", _("aprobada")
        DEVUELTA = "devuelta", _("devuelta")
        URGENTE = "urgente", _("publicada con urgencia")
        COMENTARIO = "comentario", _("comentada")

    tipo = models.CharField(max_length=12, choices=Tipo)
    para = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    de = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    pagina = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="+")
    estado = models.ForeignKey(TaskState, null=True, on_delete=models.CASCADE, related_name="+")
    creado = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("notificación")
        verbose_name_plural = _("notificaciones")
        permissions = [
            ("retry_notificacion", _("Puede ver y reintentar los correos que no salieron"))
        ]
        ordering = ["creado", "pk"]

    def __str__(self):
        return f"{self.pagina}: {self.get_tipo_display()}"
