import uuid

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, Site


class Anuncio(models.Model):
    """One page that is announced once in one channel.

    Each step is committed to this row before it is taken, so that the row shows how far a process
    came if it is killed.
    """

    class Canal(models.TextChoices):
        TELEGRAM = "telegram", "Telegram"
        WEBHOOK = "webhook", _("Otro sistema")

    class Estado(models.TextChoices):
        PENDIENTE = "pendiente", _("Por enviar")
        # A worker has it; nothing has been sent yet.
        TOMADO = "tomado", _("Enviándose")
        # From here on only the receiver knows whether it arrived.
        SALIENDO = "saliendo", _("Enviándose")
        ENVIADO = "enviado", _("Enviado")
        DUDOSO = "dudoso", _("No se sabe si llegó")
        FALLIDO = "fallido", _("No se envió")
        OMITIDO = "omitido", _("No hizo falta")

    # States from which a user may send it again.
    REPETIBLES = (Estado.DUDOSO, Estado.FALLIDO, Estado.OMITIDO)

    site = models.ForeignKey(
        Site, verbose_name=_("portal"), on_delete=models.CASCADE, related_name="+"
    )
    canal = models.CharField(_("canal"), max_length=10, choices=Canal)
    # The anuncio stays in the list when its page is deleted.
    pagina = models.ForeignKey(Page, null=True, on_delete=models.SET_NULL, related_name="+")
    titulo = models.CharField(_("página"), max_length=255)
    # The identifier by which the receiver of a webhook recognises a repeated message.
    clave = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    estado = models.CharField(
        _("estado"), max_length=10, choices=Estado, default=Estado.PENDIENTE, db_index=True
    )
    intentos = models.PositiveSmallIntegerField(default=0)
    motivo = models.TextField(_("motivo"), blank=True)
    # When it is due, if it is pending; in other states, when the state was set.
    momento = models.DateTimeField(default=timezone.now)
    # The task in the queue that will send it.
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
        """Save ``changes`` if the row still has the state and attempt with which it was read.

        Return whether they were saved: of several processes that try, one succeeds.
        """
        same = type(self).objects.filter(pk=self.pk, estado=self.estado, intentos=self.intentos)
        changes = {"momento": timezone.now(), **changes}
        if not same.update(**changes):
            return False
        self.refresh_from_db(fields=[*changes])
        return True

    def claim(self):
        """Take the anuncio for one attempt if it is due; return whether this process got it."""
        is_due = self.estado == self.Estado.PENDIENTE and self.momento <= timezone.now()
        return is_due and self.advance(estado=self.Estado.TOMADO, intentos=self.intentos + 1)

    def start_over(self):
        """Schedule it as if for the first time; return whether its state allowed it."""
        return self.estado in self.REPETIBLES and self.advance(
            estado=self.Estado.PENDIENTE, intentos=0, motivo=""
        )
