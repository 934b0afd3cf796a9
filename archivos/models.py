"""Changes of files that citizens see, and what was decided on them."""

from uuid import uuid4

from django.conf import settings
from django.db import models, transaction
from django.db.models.signals import post_delete
from django.dispatch import receiver
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from base.models import PortalDocument, PortalImage


def _apart(cambio, name):
    """Return a path in a folder of its own, so that the file keeps its name: citizens see it."""
    return f"archivos_en_espera/{uuid4().hex}/{name}"


class CambioDeArchivo(models.Model):
    """Change of a file that citizens see, waiting for the decision of another user.

    The file itself stays as it is. ``datos`` holds the raw form data of the changed fields:
    approval submits the form again with them.
    """

    class Estado(models.TextChoices):
        ESPERA = "espera", _("espera")
        APROBADO = "aprobado", _("aprobado")
        DEVUELTO = "devuelto", _("devuelto")
        RETIRADO = "retirado", _("retirado")

    imagen = models.ForeignKey(
        PortalImage, null=True, on_delete=models.CASCADE, related_name="cambios"
    )
    documento = models.ForeignKey(
        PortalDocument, null=True, on_delete=models.CASCADE, related_name="cambios"
    )
    datos = models.JSONField(default=dict)
    # At no public URL; a view serves it to those who decide. Deleted with the decision; if given
    # back, with the next cambio of the same image or document.
    file = models.FileField(upload_to=_apart, max_length=255, blank=True)
    estado = models.CharField(max_length=10, choices=Estado, default=Estado.ESPERA)
    enviado = models.DateTimeField(auto_now_add=True)
    enviado_por = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    decidido = models.DateTimeField(null=True)  # None while it waits
    decidido_por = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    comentario = models.TextField(blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("cambio de un archivo")
        verbose_name_plural = _("cambios de archivos")
        ordering = ["enviado", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(imagen=None, documento__isnull=False)
                | models.Q(imagen__isnull=False, documento=None),
                name="cambio_de_un_archivo",
            ),
            *(
                models.UniqueConstraint(
                    fields=[field],
                    condition=models.Q(estado="espera"),
                    name=f"un_cambio_en_espera_{field}",
                )
                for field in ("imagen", "documento")
            ),
        ]

    def __str__(self):
        return self.original.title

    @property
    def original(self):
        """The image or document as citizens see it."""
        return self.imagen or self.documento

    def close(self, estado, *, user, comentario=""):
        """Save the decision; delete the file, which is only needed to correct a returned cambio."""
        if estado != self.Estado.DEVUELTO:
            self.forget_file()
        self.estado, self.decidido_por, self.comentario = estado, user, comentario
        self.decidido = timezone.now()
        self.save()

    def forget_file(self):
        """Clear ``file`` and delete it on commit; the caller must save the record."""
        if self.file:
            name, storage = self.file.name, self.file.storage
            transaction.on_commit(lambda: storage.delete(name))
            self.file = ""


@receiver(post_delete, sender=CambioDeArchivo)
def forget_file(sender, instance, **kwargs):
    instance.forget_file()
