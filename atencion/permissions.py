"""Which users see and answer which cases. A user of all portals has no cases by that alone.

``change_caso`` for a site belongs to the group «Atención» of its portal, ``coordinate_caso`` to its
coordinators. The attention group of an entidad sees the cases of that entidad and of its offices.
"""

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db.models import Q
from wagtail.models import GroupSitePermission, Page
from wagtail.permission_policies.sites import SitePermissionPolicy
from wagtail.permissions import register_permission_policy

from aislamiento.records import KeptRecordsPolicyMixin
from aislamiento.scope import asked_once
from base.tree import NOWHERE
from equipos.models import Equipo

from .models import Caso, Plantilla

_ACTIONS = ("change", "coordinate")
# Uses the user's permission rows, which are already in memory.
_BY_SITE = SitePermissionPolicy(Caso)


class CasoPermissionPolicy(KeptRecordsPolicyMixin, SitePermissionPolicy):
    """Opens the queue to users who see any cases; ``casos_de`` returns which cases."""

    def user_has_permission(self, user, action):
        return action in ("view", "change") and atiende(user)

    def records_of(self, user):
        return casos_de(user)


register_permission_policy(Caso, CasoPermissionPolicy(Caso))
register_permission_policy(Plantilla, SitePermissionPolicy(Plantilla))


def sites_atendidos(user):
    """Return the sites of which the user sees every case, whoever answers it."""
    return _BY_SITE.sites_user_has_any_permission_for(user, _ACTIONS)


def sites_coordinados(user):
    """Return the sites the user coordinates: there they assign, export and get warnings."""
    return _BY_SITE.sites_user_has_permission_for(user, "coordinate")


def sites_sin_avisos(user):
    """Return the sites of ``sites_atendidos`` without any coordinator who has a mail address."""
    people = get_user_model().objects.filter(is_active=True).exclude(email="")
    told = GroupSitePermission.objects.filter(
        permission__content_type__app_label="atencion",
        permission__codename="coordinate_caso",
        group__in=people.values("groups"),
    )
    return sites_atendidos(user).exclude(pk__in=told.values("site"))


def coordina(user, caso):
    """Whether the user coordinates the portal that has ``caso``."""
    return sites_coordinados(user).filter(pk=caso.site_id).exists()


def casos_de(user):
    """Return the cases that the user may see and work on."""
    of_entities = NOWHERE
    for path in _paths_atendidos(user):
        of_entities |= Q(entidad__path__startswith=path)
    return Caso.objects.filter(Q(site__in=sites_atendidos(user)) | of_entities)


def casos_con_persona(user):
    """Return the cases whose remitente the user may see; an entidad sees no confidential one."""
    return casos_de(user).filter(Q(confidencial=False) | Q(site__in=sites_atendidos(user)))


def ve_a_la_persona(user, caso):
    return casos_con_persona(user).filter(pk=caso.pk).exists()


def atiende(user):
    """Whether the user sees any cases. Every page of the admin calls this."""
    return _BY_SITE.user_has_any_permission(user, _ACTIONS) or bool(_paths_atendidos(user))


def coordina_alguno(user):
    """Whether the user coordinates the attention of any portal."""
    return _BY_SITE.user_has_permission(user, "coordinate")


def quienes_atienden(caso):
    """Return the active users to whom ``caso`` may be assigned: of its portal or its entidad."""
    return _those_with(caso.site_id, _ACTIONS, _groups_of_entity(caso))


def coordinan(caso):
    """Return the active users who coordinate the portal that has ``caso``."""
    return coordinan_portal(caso.site_id)


def coordinan_portal(site_id):
    return _those_with(site_id, ["coordinate"], [])


def _those_with(site_id, actions, groups):
    codenames = [f"{action}_caso" for action in actions]
    of_portal = GroupSitePermission.objects.filter(
        site=site_id,
        permission__content_type__app_label="atencion",
        permission__codename__in=codenames,
    )
    members = get_user_model().groups.through.objects.filter(
        Q(group__in=of_portal.values("group")) | Q(group__in=groups)
    )
    people = get_user_model().objects.filter(is_active=True, pk__in=members.values("usuario"))
    return people.order_by("first_name", "last_name", "username", "pk")


@asked_once
def _paths_atendidos(user):
    """Return the tree paths of the Spanish pages of the entidades whose cases the user answers."""
    if not user.is_active:
        return []
    keys = Equipo.objects.filter(atencion__in=user.groups.all()).values("page__translation_key")
    pages = Page.objects.filter(
        locale__language_code=settings.LANGUAGE_CODE, translation_key__in=keys
    )
    return list(pages.order_by("path").values_list("path", flat=True))


def _groups_of_entity(caso):
    """Return the attention groups of the entidad of ``caso`` and of the entidades above it."""
    if caso.entidad is None:
        return []
    pages = caso.entidad.get_ancestors(inclusive=True)
    keys = pages.order_by().values("translation_key")
    found = Equipo.objects.exclude(atencion=None).filter(page__translation_key__in=keys)
    return found.values("atencion")
