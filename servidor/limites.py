"""How often one place may ask for what costs something, without writing down who asked.

A place may be the only address of a whole municipality: limits are for what no number of
people does. They are counted by the cache; where that does not answer, nobody is refused: they
spare work. What keeps guessers out is counted in the database (``usuarios.intentos``).
"""

import time
from contextlib import suppress
from ipaddress import ip_address, ip_network

from django.conf import settings
from django.core.cache import cache
from django.utils import timezone
from django.utils.crypto import salted_hmac


def place_of(request, purpose):
    """Return a digest of the network address, another one for each day and ``purpose``."""
    day = timezone.localdate().isoformat()
    return salted_hmac(f"{purpose}.{day}", client_address(request), algorithm="sha256").hexdigest()


def count(key, window, number=1):
    """Count ``number`` more under ``key``; return how many in this ``window`` of seconds."""
    key = _key(key, window)
    cache.add(key, 0, window)
    try:
        counted = cache.incr(key, number)
    except ValueError:
        return number  # it expired just now
    # Some caches forget with the new value how long it was to be kept.
    cache.touch(key, window)
    return counted or number


def forgive(key, window):
    """Take back what was last counted under ``key``."""
    key = _key(key, window)
    with suppress(ValueError):  # it expired just now
        cache.decr(key)
    cache.touch(key, window)


def seconds_left(window):
    """Return in how many seconds the counting begins anew."""
    return window - int(time.time() % window)


def _key(key, window):
    return f"{key}-{int(time.time() // window)}"


def client_address(request):
    """Return the address of the client, of an IPv6 one the network that a household has.

    The header is asked only where the settings name one: anybody can send it, unless a
    proxy overwrites it. The last address in it is the one that this proxy has seen.
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
