"""Visibility rules: those that sections use in ``Section.visible``, and those for Wagtail.

A rule takes a scope and a query set, and returns the part that the scope sees. It is not called for
users who see everything. Users see the pages, files and people that their permissions reach.
"""

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Q
from django.db.models.functions import Cast
from wagtail.models import (
    Collection,
    GroupPagePermission,
    GroupSitePermission,
    Site,
    Task,
    TaskState,
    Workflow,
    WorkflowPage,
    WorkflowState,
)
from wagtail.permissions import policy_registry

from base.models import PortalDocument, PortalImage
from base.provincia import in_the_province
from base.publicas import publicas
from base.tree import in_trees_of

_MEDIA_ACTIONS = {"add", "change", "delete", "choose"}

# --- For any section ---------------------------------------------------------------------------


def everyone(scope, queryset):
    """Show all records: they are common to all portals and reveal nothing about any."""
    return queryset


def seen(scope, model):
    return scope.filter(model._base_manager.all()).order_by()


def through(path):
    """Return a rule: a record is seen if the object at ``path`` is (a lookup, as in a query)."""

    def narrow(scope, queryset):
        model = queryset.model
        for field in path.split("__"):
            model = model._meta.get_field(field).related_model
        return queryset.filter(**{f"{path}__in": seen(scope, model).values("pk")})

    return narrow


def named_by(model, field):
    """Return a rule: a record is seen if a visible ``model`` refers to it by ``field``."""

    def narrow(scope, queryset):
        return queryset.filter(pk__in=seen(scope, model).values(field))

    return narrow


def among(field, records_of):
    """Return a rule: a record is seen if its ``field`` is in the query set ``records_of(user)``."""

    def narrow(scope, queryset):
        records = records_of(scope.user).order_by()
        return queryset.filter(**{f"{field}__in": records.values("pk")})

    return narrow


def own(field):
    """Return a rule: a record is seen by the user in its ``field``."""

    def narrow(scope, queryset):
        return queryset.filter(**{field: scope.user.pk})

    return narrow


def pk_as_text(seen):
    return seen.annotate(_key=Cast("pk", CharField())).values("_key")


def about(type_field, key_field="object_id", key=pk_as_text):
    """Return a rule for records about an object of any model: seen if that object is seen.

    ``key`` takes a query set of that model and returns the values to compare with ``key_field``.
    """

    def narrow(scope, queryset):
        condition = Q(pk__in=[])
        for type_id in queryset.order_by().values_list(type_field, flat=True).distinct():
            model = ContentType.objects.get_for_id(type_id).model_class()
            if model is not None:
                keys = key(seen(scope, model))
                condition |= Q(**{type_field: type_id, f"{key_field}__in": keys})
        return queryset.filter(condition)

    return narrow


def of_the_province(queryset):
    """Return the published pages of the province in ``queryset``, to which all may refer."""
    return publicas(queryset).filter(in_the_province())


# --- Of Django and Wagtail ---------------------------------------------------------------------


def pages(scope, queryset):
    return queryset.filter(pk__in=scope.explorable)


def sites(scope, queryset):
    given = Q(group_permissions__group__in=scope.user.groups.all())
    found = Site.objects.filter(given | in_trees_of(scope.paths, "root_page__path"))
    return queryset.filter(pk__in=found.values("pk"))


def collections(scope, queryset):
    seen = Collection.objects.none()
    for model in (PortalImage, PortalDocument):
        policy = policy_registry.get_by_type(model)
        seen |= policy.collections_user_has_any_permission_for(scope.user, _MEDIA_ACTIONS)
    return queryset.filter(pk__in=seen.order_by().values("pk"))


def media(scope, queryset):
    policy = policy_registry.get_by_type(queryset.model)
    seen = policy.instances_user_has_any_permission_for(scope.user, _MEDIA_ACTIONS)
    return queryset.filter(pk__in=seen.order_by().values("pk"))


def groups(scope, queryset):
    """Show the groups with permissions on, above or below the user's pages, or in their charge."""
    on_pages = GroupPagePermission.objects.filter(scope.around("page") | scope.coordinated("page"))
    on_sites = GroupSitePermission.objects.filter(site__in=scope.sites)
    return queryset.filter(Q(pk__in=on_pages.values("group")) | Q(pk__in=on_sites.values("group")))


def people(scope, queryset):
    """Show the people of the visible groups, and the user."""
    groups = scope.filter(Group.objects.all())
    colleagues = get_user_model().groups.through.objects.filter(group__in=groups)
    return queryset.filter(Q(pk__in=colleagues.values("usuario")) | Q(pk=scope.user.pk))


def workflows(scope, queryset):
    """Show the workflows that the user's pages go through or have gone through."""
    on_pages = WorkflowPage.objects.filter(scope.around("page"))
    started = seen(scope, WorkflowState)
    return queryset.filter(
        Q(pk__in=on_pages.values("workflow")) | Q(pk__in=started.values("workflow"))
    )


def tasks(scope, queryset):
    on_pages = Task.objects.filter(workflow_tasks__workflow__in=seen(scope, Workflow).values("pk"))
    started = seen(scope, TaskState)
    return queryset.filter(Q(pk__in=on_pages.values("pk")) | Q(pk__in=started.values("task")))
