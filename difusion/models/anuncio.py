import uuid

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, Site


class Anuncio(models.Model):
    """One page that is announced once in one channel.

    The row is what has been done, whoever does it: each step is written down, and committed,
    before it is taken, so that a process which is killed leaves behind how far it came.
    """

    class Canal(models.TextChoices):
        TELEGRAM = "telegram", "Telegram"
        WEBHOOK = "webhook", _("Otro sistema")

    class Estado(models.TextChoices):
        PENDIENTE = "pendiente", _("Por enviar")
        # A worker has it; nothing has left yet.
        TOMADO = "tomado", _("Enviándose")
        # From here on nobody but the peer knows whether it arrived.
        SALIENDO = "saliendo", _("Enviándose")
        ENVIADO = "enviado", _("Enviado")
        DUDOSO = "dudoso", _("No se sabe si llegó")
        FALLIDO = "fallido", _("No se envió")
        OMITIDO = "omitido", _("No hizo falta")

    # What people may send again.
    REPETIBLES = (Estado.DUDOSO, Estado.FALLIDO, Estado.OMITIDO)

    site = models.ForeignKey(
        Site, verbose_name=_("portal"), on_delete=models.CASCADE, related_name="+"
    )
    canal = models.CharField(_("canal"), max_length=10, choices=Canal)
    # The log outlives the page.
    pagina = models.ForeignKey(Page, null=True, on_delete=models.SET_NULL, related_name="+")
    titulo = models.CharField(_("página"), max_length=255)
    # By which the receiver of a webhook knows that it has had it already.
    clave = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    estado = models.CharField(
        _("estado"), max_length=10, choices=Estado, default=Estado.PENDIENTE, db_index=True
    )
    intentos = models.PositiveSmallIntegerField(default=0)
    motivo = models.TextField(_("motivo"), blank=True)
    # Of one that waits, when it is due; of all others, when it came into its state.
    momento = models.DateTimeField(default=timezone.now)
    # The task that is to send it, in the queue.
    tarea = models.UUIDField(null=True, editable=False)
    # The number that Telegram gave to the message.
    mensaje = models.CharField(max_length=40, blank=True)
    creado = models.DateTimeField(_("cuándo"), auto_now_add=True)

    class Meta:
        verbose_name = _("anuncio")
        verbose_name_plural = _("anuncios")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["site", "canal", "pagina"], name="difusion_una_vez")
        ]

    def __str__(self):
        return self.titulo

    def advance(self, **changes):
        """Write ``changes`` if the row still is as it was read: in this state, at this attempt.

        Returns whether it was: of several that try, one succeeds.
        """
        same = type(self).objects.filter(pk=self.pk, estado=self.estado, intentos=self.intentos)
        changes = {"momento": timezone.now(), **changes}
        if not same.update(**changes):
            return False
        self.refresh_from_db(fields=[*changes])
        return True

    def claim(self):
        """Take it for one attempt if it is due; return whether it was there to take."""
        is_due = self.estado == self.Estado.PENDIENTE and self.momento <= timezone.now()
        return is_due and self.advance(estado=self.Estado.TOMADO, intentos=self.intentos + 1)

    def start_over(self):
        """Let it be tried as if for the first time; return whether it may."""
        return self.estado in self.REPETIBLES and self.advance(
            estado=self.Estado.PENDIENTE, intentos=0, motivo=""
        )
