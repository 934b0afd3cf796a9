from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _


class Usuario(AbstractUser):
    """Account of an editor, moderator or administrator who signs in to the admin.

    The project has its own user model since the first migration, so that later fields need no
    swap of the user model.
    """

    # Required: invitations and links to set a new password go to this address.
    email = models.EmailField(_("correo electrónico"))
    sesiones_cerradas = models.PositiveIntegerField(default=0, editable=False)
    # Users who need no second factor are offered one at sign-in, once: True after that page.
    segundo_factor_ofrecido = models.BooleanField(default=False, editable=False)

    class Meta(AbstractUser.Meta):
        verbose_name = _("usuario")
        verbose_name_plural = _("usuarios")
        constraints = [
            # Invitations and password links go to the address: each belongs to one person.
            models.UniqueConstraint(
                Lower("email"),
                condition=~models.Q(email=""),
                name="usuario_correo_unico",
                violation_error_message=_("Ya hay un usuario con ese correo electrónico."),
            )
        ]

    def save(self, *args, **kwargs):
        super().save(*args, **kwargs)
        if not self.is_active:
            self.end_sessions()

    def end_sessions(self):
        """End all sessions of the user; they stay ended if the account is activated again."""
        others = type(self).objects.filter(pk=self.pk)
        others.update(sesiones_cerradas=models.F("sesiones_cerradas") + 1)
        self.refresh_from_db(fields=["sesiones_cerradas"])

    def get_session_auth_hash(self):
        return f"{super().get_session_auth_hash()}.{self.sesiones_cerradas}"

    def get_session_auth_fallback_hash(self):
        for value in super().get_session_auth_fallback_hash():
            yield f"{value}.{self.sesiones_cerradas}"


class Intento(models.Model):
    """Attempt that counts for the limits of ``usuarios.intentos``; deleted after a day."""

    class Clase(models.TextChoices):
        ACCESO = "acceso", _("Contraseña")
        SEGUNDO_FACTOR = "segundo", _("Segundo paso")
        RECUPERACION = "recuperacion", _("Contraseña olvidada")
        RESERVADO = "reservado", _("Contraseña de una página o de una carpeta")

    clase = models.CharField(max_length=12, choices=Clase.choices)
    # A digest: some people type their password into the field for the user name.
    cuenta = models.CharField(max_length=64)
    origen = models.CharField(max_length=64)
    momento = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name = _("intento de acceso")
        verbose_name_plural = _("intentos de acceso")
        indexes = [
            models.Index(fields=["clase", "cuenta", "momento"], name="intento_cuenta"),
            models.Index(fields=["clase", "origen", "momento"], name="intento_origen"),
        ]

    def __str__(self):
        return f"{self.get_clase_display()} · {self.origen} · {self.momento:%d/%m/%Y %H:%M}"
