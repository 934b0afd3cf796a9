"""Two people open cases to somebody: one asks, another confirms (docs/decisions/0012)."""

from contextlib import suppress

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import transaction
from django.db.models import Q
from wagtail.log_actions import log
from wagtail.models import GroupSitePermission

from base.log_entries import PORTALES
from base.models import PortalSettings
from usuarios.cartas import enviar

from .gestion import Gestion
from .models import Equipo, Nombramiento, portal_of
from .personas.correo import send_link
from .personas.estado import Estado
from .roles import GROUPS_OF_A_PORTAL

Usuario = get_user_model()


@transaction.atomic
def ask(persona, grupos, *, por):
    """Let ``persona`` wait for ``grupos``, in which they are no longer; tell who can confirm."""
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
    for user, own in _deciders(rows):
        enviar(
            user,
            "equipos/correo/por_confirmar",
            persona=persona,
            grupos=[row.grupo.name for row in own],
            por=por,
        )


class YaDecididoError(Exception):
    """Somebody was faster: it waits no more."""


class OtroCorreoError(Exception):
    """The person has another address than the one that was read before confirming."""


@transaction.atomic
def confirm(row, *, por=None, correo=None):
    """Let the person in; ``por`` is nobody when the server does it.

    ``correo`` is the address that was read; the server reads none.
    """
    _hold(row)
    persona = Usuario.objects.select_for_update().get(pk=row.persona_id)
    if por is not None and persona.email != correo:
        raise OtroCorreoError
    is_first = Estado.of(persona) is Estado.INVITADO and not persona.groups.exists()
    persona.groups.add(row.grupo)
    _decided(row, "confirmar", por)
    if is_first:
        send_link(persona, sender=row.pedido_por)
        log(persona, "equipos.invite")


@transaction.atomic
def reject(row, *, por, correo=None):
    _hold(row)
    _decided(row, "rechazar", por)


@transaction.atomic
def withdraw(rows):
    """End what is no longer asked for."""
    for row in rows:
        with suppress(YaDecididoError):
            _hold(row)
            _log(row, "retirar")
            row.delete()


def _hold(row):
    """Keep others from deciding on ``row`` meanwhile."""
    if not Nombramiento.objects.select_for_update().filter(pk=row.pk).exists():
        raise YaDecididoError


def anybody_decides(rows):
    return any(_deciders(rows))


def _decided(row, decision, por):
    _log(row, decision)
    row.delete()
    enviar(
        row.pedido_por,
        f"equipos/correo/{decision}",
        persona=row.persona,
        grupo=row.grupo.name,
        por=por,
    )


def _log(row, action):
    portal = _portal_of(row.grupo)
    data = {"grupo": row.grupo.name, PORTALES: {portal.slug: True} if portal else {}}
    log(row.persona, f"equipos.nombramiento.{action}", data=data)


def _portal_of(grupo):
    """The portal whose cases the group reads; None for those who keep accounts."""
    if equipo := Equipo.objects.filter(atencion=grupo).first():
        return portal_of(equipo.page)
    condition = Q()
    for field in GROUPS_OF_A_PORTAL:
        condition |= Q(**{field: grupo})
    return PortalSettings.objects.filter(condition).first()


def _deciders(rows):
    """Yield (user, rows) of the active people who can decide some of ``rows``."""
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
