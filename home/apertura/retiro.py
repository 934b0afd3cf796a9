"""Retirement of a portal: nobody can read it or work on it, and no content is deleted."""

from django.contrib.auth.models import Group
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.log_actions import log
from wagtail.models import (
    GroupCollectionPermission,
    GroupPagePermission,
    GroupSitePermission,
    Page,
)

from base.models import PortalSettings
from base.tree import container_path, in_tree_of
from equipos.models import Equipo
from equipos.roles import GROUPS_OF_A_PORTAL, grant_groups

from .modulos import close, reopen

RETIRED, RETURNED = "home.portal.retirar", "home.portal.devolver"


class RetiroError(Exception):
    """Reason why a portal cannot be retired or redirected, as a text for the operator."""


def check(record, lleva_a=None):
    """Raise ``RetiroError`` if the portal of ``record`` cannot be retired or led to ``lleva_a``."""
    if record.es_provincial:
        raise RetiroError(_("El portal provincial no se retira: los demás dependen de él."))
    if record.esta_retirado:
        raise RetiroError(_("Ese portal ya está retirado."))
    if lleva_a and (lleva_a == record or not lleva_a.esta_abierto):
        raise RetiroError(_("Las direcciones tienen que llevar a otro portal, que esté abierto."))


def consequences(record, lleva_a=None):
    """Yield lines about the consequences of retiring the portal of ``record``."""
    pages = Page.objects.filter(in_tree_of(record.site.root_page.path), live=True).count()
    people = _groups(record).values("user").exclude(user=None).distinct().count()
    yield ngettext(
        "Deja de verse %(total)d página publicada. Ninguna se borra.",
        "Dejan de verse %(total)d páginas publicadas. Ninguna se borra.",
        pages,
    ) % {"total": pages}
    if lleva_a:
        yield _("Todas sus direcciones llevarán a %(portal)s.") % {"portal": lleva_a.site.root_url}
    else:
        yield _("Todas sus direcciones responderán que el portal ya no existe (410).")
    yield _("Desaparece de los pies de página, las listas, el buscador y lo que se elige.")
    yield ngettext(
        "%(total)d persona pierde sus derechos en él; su cuenta sigue.",
        "%(total)d personas pierden sus derechos en él; sus cuentas siguen.",
        people,
    ) % {"total": people}


@transaction.atomic
def retire(record, lleva_a=None, user=None):
    """Retire the portal of ``record``; raises ``RetiroError``."""
    check(record, lleva_a)
    record.estado_anterior, record.estado = record.estado, PortalSettings.Estado.RETIRADO
    record.lleva_a = lleva_a
    record.save(update_fields=["estado", "estado_anterior", "lleva_a"])
    close(_container(record))
    groups = _groups(record)
    for model in (GroupPagePermission, GroupCollectionPermission, GroupSitePermission):
        model.objects.filter(group__in=groups).delete()
    log(record, RETIRED, user=user, data={"lleva_a": lleva_a.titulo if lleva_a else ""})


@transaction.atomic
def give_back(record, user=None):
    """Restore the portal of ``record`` to its state before retirement, with its permissions."""
    record.estado, record.lleva_a = record.estado_anterior, None
    record.save(update_fields=["estado", "lleva_a"])
    reopen(_container(record))
    homes = record.site.root_page.get_translations(inclusive=True)
    grant_groups(record, sorted(homes, key=lambda home: home.pk != record.site.root_page_id))
    for equipo in _equipos(record):
        equipo.grant()
    log(record, RETURNED, user=user)


def _container(record):
    return Page.objects.get(path=container_path(record.site.root_page.path))


def _equipos(record):
    return Equipo.objects.filter(in_tree_of(record.site.root_page.path, "page__path"))


def _groups(record):
    """Return the groups of the portal and of the teams in its tree."""
    teams = _equipos(record)
    own = [getattr(record, f"{field}_id") for field in GROUPS_OF_A_PORTAL]
    return Group.objects.filter(
        Q(pk__in=own) | Q(equipo__in=teams) | Q(equipo_de_atencion__in=teams)
    )
