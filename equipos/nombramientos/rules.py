"""Nombramientos: one user requests access to cases, another confirms it (docs/decisions/0012)."""

from contextlib import suppress

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import transaction
from django.db.models import Q
from wagtail.log_actions import log
from wagtail.models import GroupSitePermission

from aislamiento.log_entries import PORTALES
from base.models import PortalSettings
from correo import cartas
from equipos.gestion import Gestion
from equipos.models import Equipo, Nombramiento, portal_of
from equipos.personas.correo import invite
from equipos.personas.estado import EstadoDeCuenta
from equipos.roles import GROUPS_OF_A_PORTAL

Usuario = get_user_model()

ACTION = "equipos.nombramiento"  # prefix of the log actions


@transaction.atomic
def ask(persona, grupos, *, por):
    """Remove ``persona`` from ``grupos`` and request them; mail the users who may confirm."""
    grupos = list(grupos)
    if not grupos:
        return
    persona.groups.remove(*grupos)
    rows = [
        Nombramiento.objects.update_or_create(
            persona=persona,
            grupo=grupo,
            defaults={"pedido_por": por, "correo_pedido": persona.email},
        )[0]
        for grupo in grupos
    ]
    for row in rows:
        _log(row, "pedir")
    if not persona.has_usable_password() and not persona.groups.exists():
        # Invalidate former links too: none may open the account before the confirmation.
        persona.set_unusable_password()
        persona.save(update_fields=["password"])
    for user, own in _deciders(rows):
        cartas.send(
            user,
            "equipos/correo/por_confirmar",
            persona=persona,
            grupos=[row.grupo.name for row in own],
            por=por,
        )


class YaDecididoError(Exception):
    """Somebody else has decided this nombramiento already."""


class OtroCorreoError(Exception):
    """The address of the person is not the one that the confirming user saw."""


@transaction.atomic
def confirm(row, *, por=None, correo=None):
    """Add the person to the group; ``por`` is None if the management command confirms.

    ``correo`` is the address that the confirming user saw; the command does not check it.
    """
    persona = _hold(row)
    if por is not None and persona.email != correo:
        raise OtroCorreoError
    is_first = EstadoDeCuenta.of(persona) is EstadoDeCuenta.POR_CONFIRMAR
    persona.groups.add(row.grupo)
    _log(row, "confirmar")
    row.delete()
    _tell(row, "confirmar", por=por)
    if is_first:
        invite(persona, sender=row.pedido_por)


@transaction.atomic
def reject(row, *, por, motivo):
    """Reject the nombramiento with a reason; return whether the account was deactivated."""
    persona = _hold(row)
    _log(row, "rechazar", motivo=motivo)
    row.delete()
    is_ended = _end_without_purpose(persona)
    _tell(row, "rechazar", por=por, motivo=motivo, is_ended=is_ended)
    return is_ended


@transaction.atomic
def take_back(row):
    """Withdraw the request ``row``; return whether the account was deactivated."""
    persona = _hold(row)
    _withdraw(row)
    return _end_without_purpose(persona)


@transaction.atomic
def withdraw(rows):
    """Withdraw the requests unticked in the account form; the account stays active."""
    for row in rows:
        with suppress(YaDecididoError):
            _hold(row)
            _withdraw(row)


def _withdraw(row):
    _log(row, "retirar")
    row.delete()


def _hold(row):
    """Lock ``row`` and its person against other decisions; return the person."""
    # The person first, as the form of the account does: another order could cause a deadlock.
    persona = Usuario.objects.select_for_update(no_key=True).get(pk=row.persona_id)
    if not Nombramiento.objects.select_for_update().filter(pk=row.pk).exists():
        raise YaDecididoError
    return persona


def _end_without_purpose(persona):
    """Deactivate an account made only for this request and never used; return whether it was."""
    if not persona.is_active or any(
        (
            persona.last_login,
            persona.is_superuser,
            persona.groups.exists(),
            persona.nombramientos.exists(),
        )
    ):
        return False
    persona.is_active = False
    persona.save(update_fields=["is_active"])
    log(persona, "equipos.deactivate")
    return True


def anybody_decides(rows):
    return any(_deciders(rows))


def _tell(row, decision, **context):
    """Mail the decision to the user who requested it."""
    cartas.send(
        row.pedido_por,
        f"equipos/correo/{decision}",
        persona=row.persona,
        grupo=row.grupo.name,
        **context,
    )


def _log(row, action, **data):
    portal = portal_of_group(row.grupo)
    data |= {"grupo": row.grupo.name, PORTALES: {portal.slug: True} if portal else {}}
    log(row.persona, f"{ACTION}.{action}", data=data)


def portal_of_group(grupo):
    """Return the portal whose cases the group reads; None for groups that manage accounts."""
    if equipo := Equipo.objects.filter(atencion=grupo).first():
        return portal_of(equipo.page)
    condition = Q()
    for field in GROUPS_OF_A_PORTAL:
        condition |= Q(**{field: grupo})
    return PortalSettings.objects.filter(condition).first()


def _deciders(rows):
    """Yield (user, rows) of the active users who may decide some of ``rows``."""
    keeping = Q(
        permissions__content_type__app_label="usuarios", permissions__codename="change_usuario"
    )
    coordinating = GroupSitePermission.objects.filter(
        permission__content_type__app_label="base",
        permission__codename="coordinate_portalsettings",
    )
    groups = Group.objects.filter(keeping | Q(pk__in=coordinating.values("group")))
    people = Usuario.objects.filter(
        Q(is_superuser=True) | Q(groups__in=groups.values("pk")), is_active=True
    )
    keys = [row.pk for row in rows]
    for user in people.distinct().order_by("pk"):
        if own := list(Gestion(user).nombramientos.filter(pk__in=keys)):
            yield user, own
