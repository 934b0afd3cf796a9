"""Who sees and answers which cases. Not even those who work on all portals read them for that.

``change_caso`` for a site is given to the group «Atención» of its portal, ``coordinate_caso``
to its coordinators; whoever is of the attention group of an entity has the cases of that
entity, and of its offices.
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
# Answers from the rows of the person that were read already.
_BY_SITE = SitePermissionPolicy(Caso)


class CasoPermissionPolicy(KeptRecordsPolicyMixin, SitePermissionPolicy):
    """Lets those to the queue who have cases; which ones they are is told by ``casos_de``."""

    def user_has_permission(self, user, action):
        return action in ("view", "change") and atiende(user)

    def records_of(self, user):
        return casos_de(user)


register_permission_policy(Caso, CasoPermissionPolicy(Caso))
register_permission_policy(Plantilla, SitePermissionPolicy(Plantilla))


def sites_atendidos(user):
    """The sites whose cases the person sees: all of one portal, whoever answers them."""
    return _BY_SITE.sites_user_has_any_permission_for(user, _ACTIONS)


def sites_coordinados(user):
    """The sites whose attention the person coordinates: assigns, exports, is warned."""
    return _BY_SITE.sites_user_has_permission_for(user, "coordinate")


def sites_sin_avisos(user):
    """Those whose cases the person sees and of which nobody who coordinates can be told by mail."""
    people = get_user_model().objects.filter(is_active=True).exclude(email="")
    told = GroupSitePermission.objects.filter(
        permission__content_type__app_label="atencion",
        permission__codename="coordinate_caso",
        group__in=people.values("groups"),
    )
    return sites_atendidos(user).exclude(pk__in=told.values("site"))


def coordina(user, caso):
    """Whether the person coordinates the portal that has ``caso``."""
    return sites_coordinados(user).filter(pk=caso.site_id).exists()


def casos_de(user):
    """The cases that the person sees, and may work on."""
    of_entities = NOWHERE
    for path in _paths_atendidos(user):
        of_entities |= Q(entidad__path__startswith=path)
    return Caso.objects.filter(Q(site__in=sites_atendidos(user)) | of_entities)


def casos_con_persona(user):
    """The cases of which the person may know who asked: confidential ones not for an entity."""
    return casos_de(user).filter(Q(confidencial=False) | Q(site__in=sites_atendidos(user)))


def ve_a_la_persona(user, caso):
    return casos_con_persona(user).filter(pk=caso.pk).exists()


def atiende(user):
    """Whether the person has anything to do with cases; every page of the admin asks."""
    return _BY_SITE.user_has_any_permission(user, _ACTIONS) or bool(_paths_atendidos(user))


def coordina_alguno(user):
    """Whether the person coordinates the attention of any portal."""
    return _BY_SITE.user_has_permission(user, "coordinate")


def quienes_atienden(caso):
    """The active people to whom ``caso`` may be given, its portal's and its entity's."""
    return _those_with(caso.site_id, _ACTIONS, _groups_of_entity(caso))


def coordinan(caso):
    """The active people who coordinate the attention of the portal that has ``caso``."""
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
    """Tree paths of the entities whose cases the person answers, in Spanish."""
    if not user.is_active:
        return []
    keys = Equipo.objects.filter(atencion__in=user.groups.all()).values("page__translation_key")
    pages = Page.objects.filter(
        locale__language_code=settings.LANGUAGE_CODE, translation_key__in=keys
    )
    return list(pages.order_by("path").values_list("path", flat=True))


def _groups_of_entity(caso):
    """The attention groups of the entity that has ``caso``, and of those it is an office of."""
    if caso.entidad is None:
        return []
    pages = caso.entidad.get_ancestors(inclusive=True)
    keys = pages.order_by().values("translation_key")
    found = Equipo.objects.exclude(atencion=None).filter(page__translation_key__in=keys)
    return found.values("atencion")
