"""Guessing is slow: how often a password, a code or a new password may be tried.

Every attempt is a row of the one database that all machines share. What is limited narrowly
is one account from one place. A place alone, which may be the only address of a whole
municipality, has room for everybody in it; and the browsers in which somebody has signed in
before are places of their own, so that strangers cannot keep a person out.
"""

import logging
import unicodedata
from dataclasses import dataclass
from datetime import timedelta
from math import ceil

from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from servidor.limites import client_address

from .models import Intento
from .navegadores import get_browser

logger = logging.getLogger(__name__)

_KEPT_FOR = timedelta(days=1)


@dataclass(frozen=True)
class Limit:
    """At most ``number`` attempts in ``window`` that agree in the fields ``same``."""

    number: int
    window: timedelta
    same: tuple


_PLACE = Limit(60, timedelta(minutes=15), ("origen",))
_ACCOUNT = Limit(30, timedelta(hours=1), ("cuenta",))
_LIMITS = {
    Intento.Clase.ACCESO: (
        Limit(5, timedelta(minutes=15), ("cuenta", "origen")),
        _ACCOUNT,
        _PLACE,
    ),
    # Who gets here knows the password, and a code has six digits only.
    Intento.Clase.SEGUNDO_FACTOR: (Limit(10, timedelta(hours=1), ("cuenta",)), _PLACE),
    Intento.Clase.RECUPERACION: (
        Limit(3, timedelta(hours=1), ("cuenta",)),
        Limit(30, timedelta(hours=1), ("origen",)),
    ),
    # What several people know. Nothing is counted over all places: strangers who guess from many
    # networks would keep everybody out. What they can guess in that way, a thousand networks thirty
    # thousand a day, finds none that ``contrasenas_compartidas`` lets through.
    Intento.Clase.RESERVADO: (
        Limit(5, timedelta(minutes=15), ("cuenta", "origen")),
        Limit(30, timedelta(days=1), ("cuenta", "origen")),
        _PLACE,
    ),
}


class Attempt:
    """One attempt of somebody at ``account``, who may have to ``wait`` (seconds) before it.

    It is written down before it is tried: many at the same moment do not slip through.
    """

    def __init__(self, request, clase, account):
        self.now = timezone.now()
        Intento.objects.filter(momento__lt=self.now - _KEPT_FOR).delete()
        account = digest(account)
        browser = get_browser(request, account)
        self.is_known = browser is not None
        self.row = Intento.objects.create(
            clase=clase,
            cuenta=account,
            origen=f"navegador {browser}" if browser else client_address(request),
            momento=self.now,
        )
        if self.wait:
            # Who keeps trying does not wait the longer for it.
            self.row.delete()
            logger.warning("Too many attempts (%s) from %s", clase, self.row.origen)

    @cached_property
    def wait(self):
        limits = _LIMITS[self.row.clase]
        return max(self._wait_for(limit) for limit in limits if self._applies(limit))

    def succeeded(self):
        """Forget what failed before, for this account from this place."""
        Intento.objects.filter(
            clase=self.row.clase, cuenta=self.row.cuenta, origen=self.row.origen
        ).delete()

    def _applies(self, limit):
        return not (limit is _ACCOUNT and self.is_known)

    def _wait_for(self, limit):
        alike = {name: getattr(self.row, name) for name in limit.same}
        moments = (
            Intento.objects.filter(
                clase=self.row.clase, momento__gt=self.now - limit.window, **alike
            )
            .exclude(pk=self.row.pk)
            .order_by("-momento")
            .values_list("momento", flat=True)
        )
        moment = moments[limit.number - 1 : limit.number].first()
        if moment is None:
            return 0
        return max(1, ceil((moment + limit.window - self.now).total_seconds()))


def release(user):
    """Let the person try again at once, from everywhere."""
    accounts = [digest(name) for name in (user.get_username(), user.email) if name]
    Intento.objects.filter(cuenta__in=accounts).delete()


def digest(account):
    """Return how ``account``, a user name or an address of mail, is written down."""
    name = unicodedata.normalize("NFKC", account).strip().casefold()
    return salted_hmac("usuarios.intentos", name, algorithm="sha256").hexdigest()


def wait_message(seconds):
    minutes = ceil(seconds / 60)
    return (
        _("Ha habido demasiados intentos seguidos.")
        + " "
        + (
            ngettext(
                "Espere %(minutos)d minuto y vuelva a probar.",
                "Espere %(minutos)d minutos y vuelva a probar.",
                minutes,
            )
            % {"minutos": minutes}
        )
    )
