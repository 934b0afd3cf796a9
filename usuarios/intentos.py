"""Rate limits for attempts with a password, a code or a request for a new password.

Every attempt is a row in the database that all machines share. The strict limit is for one account
from one origin (``origen``). The limit for an origin alone is wide, because one IP address may
serve a whole municipality. A browser in which the account has signed in before is an origin of its
own, so that attempts by strangers cannot lock the user out.
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
    """At most ``number`` attempts in ``window`` with equal values in the fields ``same``."""

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
    # Strict in all origins: this step comes after the password, and a code has only six digits.
    Intento.Clase.SEGUNDO_FACTOR: (Limit(10, timedelta(hours=1), ("cuenta",)), _PLACE),
    Intento.Clase.RECUPERACION: (
        Limit(3, timedelta(hours=1), ("cuenta",)),
        Limit(30, timedelta(hours=1), ("origen",)),
    ),
    # Shared passwords have no limit over all origins: strangers guessing from many networks would
    # lock everybody out. A thousand networks can make thirty thousand guesses a day, too few to
    # find a password that ``contrasenas_compartidas`` accepts.
    Intento.Clase.RESERVADO: (
        Limit(5, timedelta(minutes=15), ("cuenta", "origen")),
        Limit(30, timedelta(days=1), ("cuenta", "origen")),
        _PLACE,
    ),
}


class Attempt:
    """One attempt on ``account``; it must not be made while ``wait`` (seconds) is above 0.

    The row is saved before the attempt is checked, so that simultaneous attempts count too.
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
            # A refused attempt does not count, or trying again would make the wait longer.
            self.row.delete()
            logger.warning("Too many attempts (%s) from %s", clase, self.row.origen)

    @cached_property
    def wait(self):
        limits = _LIMITS[self.row.clase]
        return max(self._wait_for(limit) for limit in limits if self._applies(limit))

    def succeeded(self):
        """Delete the attempts on this account from this origin."""
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
    """Delete all attempts on the account of ``user``, so that they can try again at once."""
    accounts = [digest(name) for name in (user.get_username(), user.email) if name]
    Intento.objects.filter(cuenta__in=accounts).delete()


def digest(account):
    """Return the keyed digest that is stored for ``account``, a user name or email address."""
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
