from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Estado(models.TextChoices):
    """Where an account stands; read from the account itself."""

    INVITADO = "invitado", _("Invitado")
    ACTIVO = "activo", _("Activo")
    DESACTIVADO = "desactivado", _("Desactivado")

    @classmethod
    def of(cls, person):
        if not person.is_active:
            return cls.DESACTIVADO
        return cls.ACTIVO if person.has_usable_password() else cls.INVITADO

    @property
    def condition(self):
        """The condition that finds the accounts in this state."""
        invited = Q(password__startswith=UNUSABLE_PASSWORD_PREFIX)
        match self:
            case Estado.DESACTIVADO:
                return Q(is_active=False)
            case Estado.INVITADO:
                return Q(is_active=True) & invited
            case Estado.ACTIVO:
                return Q(is_active=True) & ~invited
