from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _


class Usuario(AbstractUser):
    """Whoever signs in to the admin: editors, moderators and administrators.

    A model of our own from the first migration on, so that later fields need no
    swap of the user model.
    """

    # Without an address nobody can be invited, nor set a new password.
    email = models.EmailField(_("correo electrónico"))
    sesiones_cerradas = models.PositiveIntegerField(default=0, editable=False)
    # Whoever needs no second factor is offered one when signing in, until they have answered.
    segundo_factor_ofrecido = models.BooleanField(default=False, editable=False)

    class Meta(AbstractUser.Meta):
        verbose_name = _("usuario")
        verbose_name_plural = _("usuarios")
        constraints = [
            # Invitations and new passwords are sent there: one address, one person.
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
        """End every session of the person for good: also after a later reactivation."""
        others = type(self).objects.filter(pk=self.pk)
        others.update(sesiones_cerradas=models.F("sesiones_cerradas") + 1)
        self.refresh_from_db(fields=["sesiones_cerradas"])

    def get_session_auth_hash(self):
        return f"{super().get_session_auth_hash()}.{self.sesiones_cerradas}"

    def get_session_auth_fallback_hash(self):
        for value in super().get_session_auth_fallback_hash():
            yield f"{value}.{self.sesiones_cerradas}"


class Intento(models.Model):
    """An attempt to get in that has not succeeded (usuarios.intentos); kept for a day."""

    class Clase(models.TextChoices):
        ACCESO = "acceso", _("Contraseña")
        SEGUNDO_FACTOR = "segundo", _("Segundo paso")
        RECUPERACION = "recuperacion", _("Contraseña olvidada")
        RESERVADO = "reservado", _("Contraseña de una página o de una carpeta")

    clase = models.CharField(max_length=12, choices=Clase.choices)
    # A digest: people type their password where their name belongs.
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
