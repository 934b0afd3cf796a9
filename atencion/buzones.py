"""Whose an address of mail is: strangers may write down that of one mailbox in many ways."""

from contextlib import suppress

from django.utils.encoding import punycode

# Where anybody gets a mailbox, or very many have theirs: what shares the domain is not one house.
PROVEEDORES = frozenset(
    (
        *("nauta.cu", "enet.cu", "infomed.sld.cu"),
        *("gmail.com", "outlook.com", "outlook.es", "hotmail.com", "hotmail.es", "live.com"),
        *("msn.com", "yahoo.com", "yahoo.es", "ymail.com", "icloud.com", "me.com", "aol.com"),
        *("proton.me", "protonmail.com", "gmx.com", "gmx.es", "mail.com", "zoho.com"),
        *("mail.ru", "yandex.ru", "yandex.com"),
    )
)
_SAME = {"googlemail.com": "gmail.com"}
_WITHOUT_DOTS = {"gmail.com"}


def buzon(correo):
    """Return the mailbox of ``correo``, as its server reads it; what is no address, as it is."""
    name, at, _domain = correo.casefold().rpartition("@")
    if not at:
        return correo
    domain = dominio(correo)
    name = name.replace("\\", "").strip('"')  # between quotes it says the same
    name = name.partition("+")[0] or name
    if domain in _WITHOUT_DOTS:
        name = name.replace(".", "")
    return f"{name}@{domain}"


def dominio(correo):
    """Return the domain of ``correo``, as mail is sent to it."""
    domain = correo.rpartition("@")[2]
    with suppress(UnicodeError):  # nothing is sent there
        domain = punycode(domain)
    domain = domain.casefold()
    return _SAME.get(domain, domain)
