"""Models for decisions outside Wagtail's workflow, for enlaces and for notificaciones."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, TaskState

from archivos.models import CambioDeArchivo

from .tarea import ModeracionTask  # noqa: F401 - a model of this app


class PedidoDeRetiro(models.Model):
    """Request to retire a published page, by an editor who may not retire it, and its outcome."""

    class Estado(models.TextChoices):
        ESPERA = "espera", _("espera")
        RETIRADA = "retirada", _("página retirada")
        NEGADO = "negado", _("denegado")
        ANULADO = "anulado", _("anulado")

    pagina = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="pedidos_de_retiro")
    motivo = models.TextField()
    # The first day on which the content was wrong; None if unknown.
    desde = models.DateField(null=True)
    estado = models.CharField(max_length=10, choices=Estado, default=Estado.ESPERA)
    pedido = models.DateTimeField(auto_now_add=True)
    pedido_por = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    decidido = models.DateTimeField(null=True)  # None while it waits
    # None if the page was retired in another way: by its expiry date or by Wagtail's own form.
    decidido_por = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    comentario = models.TextField(blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("pedido de retiro")
        verbose_name_plural = _("pedidos de retiro")
        ordering = ["pedido", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["pagina"],
                condition=models.Q(estado="espera"),
                name="un_pedido_de_retiro_en_espera",
            )
        ]

    def __str__(self):
        return self.pagina.title

    def close(self, estado, *, user, comentario=""):
        self.estado, self.decidido_por, self.comentario = estado, user, comentario
        self.decidido = timezone.now()
        self.save()


class EnlaceDeBorrador(models.Model):
    """Link that shows the draft of a page to somebody without an account for some days.

    The token is not stored, only its digest (``huella``).
    """

    pagina = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="enlaces_de_borrador")
    huella = models.CharField(max_length=64, unique=True, editable=False)
    para = models.CharField(max_length=100, blank=True)
    creado = models.DateTimeField(auto_now_add=True)
    # The enlace depends on the permissions of this user, and is deleted with the account.
    creado_por = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    termina = models.DateTimeField()
    revocado = models.DateTimeField(null=True)
    revocado_por = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    aperturas = models.PositiveIntegerField(default=0)
    primera_apertura = models.DateTimeField(null=True)
    ultima_apertura = models.DateTimeField(null=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("enlace de un borrador")
        verbose_name_plural = _("enlaces de borradores")
        ordering = ["-creado", "-pk"]

    def __str__(self):
        return f"{self.pagina}: {self.para}"


class PreferenciaDeNotificaciones(models.Model):
    """How often one moderator wants mail about items that wait for approval."""

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
        """Whether the next mail about waiting items is not due yet."""
        pause = timedelta(minutes=self.pausa)
        return self.ultimo_envio is not None and timezone.now() < self.ultimo_envio + pause

    def split(self, tipo, notificaciones):
        """Group ``notificaciones`` of one type by mail; for waiting items, save the send time."""
        if tipo in Notificacion.ESPERAN and notificaciones:
            self.ultimo_envio = timezone.now()
            self.save(update_fields=["ultimo_envio"])
            if self.pausa == self.Pausa.AL_MOMENTO:
                return [[notificacion] for notificacion in notificaciones]
        return [notificaciones] if notificaciones else []


class Notificacion(models.Model):
    """One message to one user by mail; deleted once the mail is in the queue."""

    class Tipo(models.TextChoices):
        ENVIADA = "enviada", _("espera revisión")
        APROBADA = "aprobada", _("aprobada")
        DEVUELTA = "devuelta", _("devuelta")
        URGENTE = "urgente", _("publicada con urgencia")
        COMENTARIO = "comentario", _("comentada")
        ARCHIVO_ENVIADO = "archivo_enviado", _("cambio de un archivo que espera")
        ARCHIVO_APROBADO = "archivo_aprobado", _("cambio de un archivo aprobado")
        ARCHIVO_DEVUELTO = "archivo_devuelto", _("cambio de un archivo devuelto")
        ARCHIVO_URGENTE = "archivo_urgente", _("archivo cambiado con urgencia")
        RETIRO_PEDIDO = "retiro_pedido", _("página que se pide retirar")
        RETIRO_HECHO = "retiro_hecho", _("página retirada como se pidió")
        RETIRO_NEGADO = "retiro_negado", _("página que no se retiró")

    # Types about waiting items, for which ``pausa`` applies.
    ESPERAN = (Tipo.ENVIADA, Tipo.ARCHIVO_ENVIADO, Tipo.RETIRO_PEDIDO)

    tipo = models.CharField(max_length=20, choices=Tipo)
    para = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    de = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    # The subject: one of these three is set.
    pagina = models.ForeignKey(Page, null=True, on_delete=models.CASCADE, related_name="+")
    cambio = models.ForeignKey(
        CambioDeArchivo, null=True, on_delete=models.CASCADE, related_name="+"
    )
    pedido = models.ForeignKey(
        PedidoDeRetiro, null=True, on_delete=models.CASCADE, related_name="+"
    )
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
        return f"{self.pagina or self.cambio or self.pedido}: {self.get_tipo_display()}"
