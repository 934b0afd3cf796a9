"""Limits on how often one network address may use something costly, without storing the address.

A whole municipality may share one address: each limit must be higher than any number of people
reaches. The cache counts; if it fails, nobody is refused: the limits only save work. The limits
against guessing of passwords are counted in the database (``usuarios.intentos``).
"""

import time
from contextlib import suppress
from ipaddress import ip_address, ip_network

from django.conf import settings
from django.core.cache import cache
from django.utils import timezone
from django.utils.crypto import salted_hmac


def place_of(request, purpose):
    """Return a digest of the client's address, different for each day and ``purpose``."""
    day = timezone.localdate().isoformat()
    return salted_hmac(f"{purpose}.{day}", client_address(request), algorithm="sha256").hexdigest()


def count(key, window, number=1):
    """Add ``number`` to the counter ``key``; return its total in this ``window`` of seconds."""
    key = _key(key, window)
    try:
        return cache.incr(key, number)
    except ValueError:  # it is not there
        if cache.add(key, number, window):
            return number
    try:
        return cache.incr(key, number)
    except ValueError:
        return number  # it expired just now


def forgive(key, window):
    """Subtract one from the counter ``key``, to undo the last :func:`count`."""
    key = _key(key, window)
    with suppress(ValueError):  # it expired just now
        cache.decr(key)


def seconds_left(window):
    """Return the seconds until the current window ends and the counters start again."""
    return window - int(time.time() % window)


def _key(key, window):
    return f"{key}-{int(time.time() // window)}"


def client_address(request):
    """Return the client's IP address; of an IPv6 address, the /64 network of the household.

    The header is used only if the settings name one: any client can send it, unless a proxy
    overwrites it. The last address in it is the one that this proxy has seen.
    """
    header = settings.CLIENT_ADDRESS_HEADER
    text = request.headers.get(header, "") if header else request.META.get("REMOTE_ADDR", "")
    try:
        address = ip_address(text.rpartition(",")[2].strip())
    except ValueError:
        return "desconocido"
    if address.version == 6:
        if address.ipv4_mapped is None:
            return str(ip_network((address, 64), strict=False))
        address = address.ipv4_mapped
    return str(address)
