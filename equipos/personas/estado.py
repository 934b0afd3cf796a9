from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from equipos.models import Nombramiento


class EstadoDeCuenta(models.TextChoices):
    """State of an account, computed from the account and its pending nombramientos."""

    POR_CONFIRMAR = "por_confirmar", _("Por confirmar")
    INVITADO = "invitado", _("Invitado")
    ACTIVO = "activo", _("Activo")
    DESACTIVADO = "desactivado", _("Desactivado")

    @classmethod
    def of(cls, person):
        if not person.is_active:
            return cls.DESACTIVADO
        if person.has_usable_password():
            return cls.ACTIVO
        # No query if both relations were prefetched.
        is_let_in = not person.nombramientos.all() or person.groups.all()
        return cls.INVITADO if is_let_in else cls.POR_CONFIRMAR

    @property
    def condition(self):
        """Condition for a query set of the accounts in this state."""
        if self is EstadoDeCuenta.DESACTIVADO:
            return Q(is_active=False)
        has_no_password = Q(password__startswith=UNUSABLE_PASSWORD_PREFIX)
        if self is EstadoDeCuenta.ACTIVO:
            return Q(is_active=True) & ~has_no_password
        waits = Q(Exists(Nombramiento.objects.filter(persona=OuterRef("pk"))), groups=None)
        return (
            Q(is_active=True)
            & has_no_password
            & (waits if self is EstadoDeCuenta.POR_CONFIRMAR else ~waits)
        )
