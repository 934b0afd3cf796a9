from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _


class Usuario(AbstractUser):
    """Whoever signs in to the admin: editors, moderators and administrators.

    A model of our own from the first migration on, so that later fields need no
    swap of the user model.
    """

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
