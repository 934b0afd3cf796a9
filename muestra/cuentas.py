"""Sample accounts of the demo: two for all portals, three of each portal and a translator."""

import os
import secrets
from dataclasses import dataclass
from functools import cache, partial

from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import check_password, make_password
from django.contrib.auth.models import Group

from base.models import PortalSettings
from equipos.roles import ADMINISTRADORES, MODERADORES
from usuarios.muestra import SAMPLE_DOMAIN

_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"  # without characters that look alike


@dataclass(frozen=True)
class CuentaDeMuestra:
    """Sample account; ``username`` is the initial one, which people may change."""

    username: str
    first_name: str
    last_name: str
    group: Group

    @property
    def email(self):
        """Identifies the account."""
        return f"{self.username}@{SAMPLE_DOMAIN}"


def cuentas():
    """Return the sample accounts of the portals that exist.

    Raises ``Group.DoesNotExist`` if ``crear_portales`` has not run yet.
    """
    records = (
        PortalSettings.objects.exclude(editores=None)
        .select_related("site", "editores", "coordinadores", "traductores", "atencion")
        .order_by("-tipo", "pk")
    )
    found = [
        CuentaDeMuestra(
            "administrador",
            "Administración",
            "de muestra",
            Group.objects.get(name=ADMINISTRADORES),
        ),
        CuentaDeMuestra(
            "moderador", "Moderación", "de muestra", Group.objects.get(name=MODERADORES)
        ),
        *(_of_portal("editor", "Edición", record, record.editores) for record in records),
        *(_of_portal("atencion", "Atención", record, record.atencion) for record in records),
        *(
            _of_portal("coordinador", "Coordinación", record, record.coordinadores)
            for record in records
        ),
    ]
    municipales = (record for record in records if not record.es_provincial)
    if first := next(municipales, None):
        found.append(_of_portal("traductor", "Traducción", first, first.traductores))
    return found


def one_of_each_role():
    """Return the user name of the first account of each role; the others differ by portal."""
    names = {}
    for name, cuenta in _called():
        names.setdefault(cuenta.username.partition("-")[0], name)
    return list(names.values())


def _called():
    """Return (current user name, account) of each sample account."""
    found = cuentas()
    there = get_user_model().objects.filter(email__in=[cuenta.email for cuenta in found])
    names = dict(there.values_list("email", "username"))
    return [(names.get(cuenta.email, cuenta.username), cuenta) for cuenta in found]


def _of_portal(role, first_name, record, group):
    return CuentaDeMuestra(
        f"{role}-{record.slug}", first_name, f"de muestra · {record.site.site_name}", group
    )


def read_or_make_password(path, *, wanted=None):
    """Return the common password of all sample accounts; store it for the file's owner only."""
    kept = path.read_text(encoding="utf-8").partition("\n")[0] if path.exists() else ""
    password = (
        wanted
        or kept.removeprefix("contraseña: ")
        or "".join(secrets.choice(_ALPHABET) for _ in range(14))
    )
    names = "".join(f"{name} ({cuenta.group.name})\n" for name, cuenta in _called())
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        os.fchmod(file.fileno(), 0o600)
        file.write(f"contraseña: {password}\n{names}")
    return password


def create_cuentas(password):
    """Create or reactivate the sample accounts, and set their password to ``password``."""
    model = get_user_model()
    # To hash takes half a second by intention: all of them get the same hash, compared once.
    hashed = cache(partial(make_password, password))
    is_hash_of_it = cache(partial(check_password, password))
    for cuenta in cuentas():
        user, is_new = model.objects.filter(email__iexact=cuenta.email).first(), False
        if user is None:
            user, is_new = model.objects.get_or_create(
                username=cuenta.username,
                defaults={
                    "first_name": cuenta.first_name,
                    "last_name": cuenta.last_name,
                    "email": cuenta.email,
                },
            )
        if not user.email.endswith(f"@{SAMPLE_DOMAIN}"):
            continue  # a real account happens to have this user name
        has_it = user.password and is_hash_of_it(user.password)
        if not has_it or not user.is_active:
            user.is_active, user.password = True, hashed()
            user.save(update_fields=["is_active", "password"])
        if is_new:
            user.groups.add(cuenta.group)
