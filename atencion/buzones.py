"""Normal form of mail addresses: strangers can write one mailbox in many ways."""

from contextlib import suppress

from django.utils.encoding import punycode

# Public or very large providers: two addresses of these domains need not belong to one owner.
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
    """Return the mailbox of ``correo`` as its server reads it; unchanged if it is no address."""
    name, at, _domain = correo.casefold().rpartition("@")
    if not at:
        return correo
    domain = dominio(correo)
    name = name.replace("\\", "").strip('"')  # quotes do not change the address
    name = name.partition("+")[0] or name
    if domain in _WITHOUT_DOTS:
        name = name.replace(".", "")
    return f"{name}@{domain}"


def dominio(correo):
    """Return the domain of ``correo`` in the form to which mail is sent."""
    domain = correo.rpartition("@")[2]
    with suppress(UnicodeError):  # no valid domain: no mail goes there
        domain = punycode(domain)
    domain = domain.casefold()
    return _SAME.get(domain, domain)
