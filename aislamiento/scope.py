"""What one person may see: read from Wagtail's permission rows, and from nothing else.

``scope_of(user).filter(queryset)`` is the one question that choosers, reports, filters and
the guard of the admin's addresses ask. A model that nobody has described here is seen by
those who work on all portals, and by nobody else.
"""

from django.core.exceptions import FieldDoesNotExist
from django.db.models import Q
from django.utils.functional import cached_property
from wagtail.models import Page, Site
from wagtail.permission_policies.sites import SitePermissionPolicy
from wagtail.permissions import policy_registry

from base.models import PortalSettings
from base.tree import NOWHERE, in_trees_of, is_root, paths_above

_visible = {}
_offered = {}


def visible(*models):
    """Register the function that narrows a queryset of ``models`` to what a scope sees.

    It is called with the scope and the queryset, for people who do not see everything.
    """

    def register(narrow):
        _visible.update(dict.fromkeys(models, narrow))
        return narrow

    return register


def offered(*models):
    """Register the function that narrows a queryset of ``models`` to what all may point to.

    What the province publishes for every portal is public: people may refer to it who do not
    see it in the admin and can neither open nor change it.
    """

    def register(narrow):
        _offered.update(dict.fromkeys(models, narrow))
        return narrow

    return register


def scope_of(user):
    """Return the scope of ``user``, the same one for as long as the object lives.

    A request has its own user object, so rights that change count from the next request.
    """
    if not hasattr(user, "_scope"):
        user._scope = Scope(user)
    return user._scope


class Scope:
    """The part of the installation that one person's permission rows reach."""

    def __init__(self, user):
        self.user = user

    @cached_property
    def paths(self):
        """Tree paths of the pages on which the person has any right; rights go downwards."""
        policy = policy_registry.get_by_type(Page)
        rows = policy.get_cached_permissions_for_user(self.user)
        return sorted({row.page.path for row in rows})

    @cached_property
    def is_total(self):
        """Whether the person works on all portals: superusers and the province's staff."""
        if not self.user.is_active:
            return False
        return self.user.is_superuser or any(map(is_root, self.paths))

    @cached_property
    def coordinated_sites(self):
        """The sites whose teams the person keeps, by a right given for that site."""
        policy = SitePermissionPolicy(PortalSettings)
        return policy.sites_user_has_permission_for(self.user, "coordinate")

    @property
    def sites(self):
        """The sites in whose trees the person works, or for which a right was given."""
        return self.filter(Site.objects.all())

    @property
    def portales(self):
        """The settings of those sites, in the order of the portals' list."""
        records = PortalSettings.objects.select_related("site")
        return self.filter(records).order_by("-tipo", "pk")

    @cached_property
    def portal(self):
        """The settings of the one portal the person works for, None if there are several."""
        own = self.portales[:2]
        return own[0] if len(own) == 1 else None

    def filter(self, queryset):
        """Return the part of ``queryset`` that the person may see."""
        if self.is_total:
            return queryset
        if not self.user.is_active:
            return queryset.none()
        return _narrow_for(queryset.model)(self, queryset)

    def offers(self, queryset):
        """Return the part of ``queryset`` to choose from: what the person sees or all may name."""
        narrow = _offered.get(queryset.model)
        if narrow is None or self.is_total or not self.user.is_active:
            return self.filter(queryset)
        seen, public = self.filter(queryset), narrow(queryset)
        return queryset.filter(
            Q(pk__in=seen.order_by().values("pk")) | Q(pk__in=public.order_by().values("pk"))
        )

    def sees(self, instance):
        """Whether the person may see ``instance``."""
        model = type(instance)
        return self.filter(model._base_manager.filter(pk=instance.pk)).exists()

    def around(self, field):
        """A condition on the page ``field``: below a page of the person's, or above one."""
        condition = NOWHERE
        for path in self.paths:
            condition |= Q(**{f"{field}__path__startswith": path})
            condition |= Q(**{f"{field}__path__in": paths_above(path)})
        return condition

    def coordinated(self, field):
        """A condition on the page ``field``: in the tree of a portal whose team is kept."""
        homes = self.coordinated_sites.values_list("root_page__path", flat=True)
        return in_trees_of(homes, f"{field}__path")


def _narrow_for(model):
    for base in model.__mro__:
        if base in _visible:
            return _visible[base]
    return _by_site if _belongs_to_a_site(model) else _nothing


def _belongs_to_a_site(model):
    try:
        return model._meta.get_field("site").related_model is Site
    except FieldDoesNotExist:
        return False


def _by_site(scope, queryset):
    return queryset.filter(site__in=scope.sites)


def _nothing(scope, queryset):
    return queryset.none()
