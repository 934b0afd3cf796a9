"""Scope of a user: what they may see, computed only from Wagtail's permission rows.

``scope_of(user).filter(queryset)`` is the one call that choosers, reports, filters and the guard of
the admin's URLs use. The sections declare the rules (``Section.visible`` and ``offered``). A model
without a rule and without a ``site`` is seen only by users who work on all portals.
"""

from functools import cache, wraps

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import FieldDoesNotExist
from django.db.models import Exists, OuterRef, Q
from django.utils.functional import cached_property
from wagtail.models import Page, Site, get_page_models
from wagtail.permission_policies.sites import SitePermissionPolicy
from wagtail.permissions import policy_registry

from base.models import PortalSettings
from base.sections import contributions
from base.tree import HOME_DEPTH, NOWHERE, in_trees_of, is_root, paths_above

from .apagadas import encendidas


def scope_of(user):
    """Return the scope of ``user``, cached on the user object.

    Each request has its own user object, so changed permissions apply from the next request.
    """
    if not hasattr(user, "_scope"):
        user._scope = Scope(user)
    return user._scope


def asked_once(function):
    """Cache the result of ``function(user)`` on the user object (decorator).

    The frame of the admin, its menu and the panels of a page ask the same questions in one request.
    """

    @wraps(function)
    def ask(user):
        answers = scope_of(user).answers
        if function not in answers:
            answers[function] = function(user)
        return answers[function]

    return ask


class Scope:
    """The part of the installation that the permission rows of one user reach."""

    def __init__(self, user):
        self.user = user
        self.answers = {}  # results cached by ``asked_once``
        self._kinds_of_pages = {}

    @cached_property
    def _rows(self):
        policy = policy_registry.get_by_type(Page)
        return policy.get_cached_permissions_for_user(self.user)

    @cached_property
    def paths(self):
        """Tree paths of the pages on which the user has a permission, valid also below them."""
        return sorted({row.page.path for row in self._rows})

    def has_right(self, action, path):
        """Return whether the user may do ``action`` (e.g. publish) at ``path`` and below it."""
        if not self.user.is_active:
            return False
        return self.user.is_superuser or any(
            path.startswith(row.page.path)
            for row in self._rows
            if row.permission.codename == f"{action}_page"
        )

    def may_in_a_whole_tree(self, action):
        """Return whether the user may do ``action`` on a whole language tree of a portal."""
        return self.user.is_superuser or any(
            row.page.depth <= HOME_DEPTH and row.permission.codename == f"{action}_page"
            for row in self._rows
        )

    @cached_property
    def is_total(self):
        """Whether the user works on all portals: superusers and the province's staff."""
        if not self.user.is_active:
            return False
        return self.user.is_superuser or any(map(is_root, self.paths))

    @cached_property
    def explorable(self):
        """Keys of the pages that the user finds in the admin's explorer, as a query set."""
        pages = policy_registry.get_by_type(Page).explorable_instances(self.user)
        return pages.order_by().values("pk")

    @cached_property
    def coordinated_sites(self):
        """Sites whose teams the user manages, by a permission granted for that site."""
        policy = SitePermissionPolicy(PortalSettings)
        if not policy.user_has_permission(self.user, "coordinate"):
            return Site.objects.none()
        return policy.sites_user_has_permission_for(self.user, "coordinate")

    @cached_property
    def _coordinated_homes(self):
        return list(self.coordinated_sites.values_list("root_page__path", flat=True))

    @property
    def sites(self):
        """Sites in whose trees the user works, or for which they have a permission."""
        return self.filter(Site.objects.all())

    @property
    def portales(self):
        """Settings of the sites in ``sites``, in the order of the list of portals."""
        records = PortalSettings.objects.en_pie().select_related("site")
        return self.filter(records).order_by("-tipo", "pk")

    @cached_property
    def portal(self):
        """Settings of the only portal for which the user works; None if there are several."""
        own = () if self.is_total else self.portales[:2]
        return own[0] if len(own) == 1 else None

    def filter(self, queryset):
        """Return the part of ``queryset`` that the user may see."""
        if self.is_total:
            return queryset
        if not self.user.is_active:
            return queryset.none()
        return _narrow_for(queryset.model)(self, queryset)

    def offers(self, queryset):
        """Return the part of ``queryset`` that the user sees or that is offered to all.

        What the province publishes for all portals is public: users who do not see it in the admin
        may refer to it, but can neither open nor change it.
        """
        narrow = dict(contributions("offered")).get(queryset.model)
        if narrow is None or self.is_total or not self.user.is_active:
            return self.filter(queryset)
        seen, public = self.filter(queryset), narrow(queryset)
        return queryset.filter(
            Q(pk__in=seen.order_by().values("pk")) | Q(pk__in=public.order_by().values("pk"))
        )

    def sees(self, instance):
        """Return whether the user may see ``instance``."""
        model = type(instance)
        return self.filter(model._base_manager.filter(pk=instance.pk)).exists()

    def kinds_of_pages(self, actions):
        """Return the page models with pages on which the user may do one of ``actions``.

        Pages in sections that are off do not count. Cached, because the entries of all menus need
        the result.
        """
        if actions not in self._kinds_of_pages:
            policy = policy_registry.get_by_type(Page)
            pages = encendidas(policy.instances_user_has_any_permission_for(self.user, actions))
            if pages.query.is_empty():
                return []
            kinds = ContentType.objects.get_for_models(*get_page_models())
            there = ContentType.objects.filter(
                Exists(pages.filter(content_type=OuterRef("pk"))),
                pk__in=[kind.pk for kind in kinds.values()],
            )
            keys = set(there.order_by().values_list("pk", flat=True))
            self._kinds_of_pages[actions] = [m for m, kind in kinds.items() if kind.pk in keys]
        return self._kinds_of_pages[actions]

    def around(self, field):
        """Return a condition (``Q``) on the page ``field``: below or above a page of the user."""
        condition = NOWHERE
        for path in self.paths:
            condition |= Q(**{f"{field}__path__startswith": path})
            condition |= Q(**{f"{field}__path__in": paths_above(path)})
        return condition

    def coordinated(self, field):
        """Return a condition on the page ``field``: in a portal whose team the user manages."""
        return in_trees_of(self._coordinated_homes, f"{field}__path")


@cache
def _rules():
    """Return {model: visibility rule} as the sections declare it."""
    return {
        model: rule
        for models, rule in contributions("visible")
        for model in (models if isinstance(models, tuple) else (models,))
    }


def _narrow_for(model):
    for base in model.__mro__:
        if base in _rules():
            return _rules()[base]
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
