"""Who sees the records of Django, Wagtail and wagtail-localize.

Pages, files and people are seen by those whose rights reach them. A revision, a state of a
workflow or a line of a translation is seen by whoever sees the page it is about.
"""

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Q
from django.db.models.functions import Cast
from wagtail.admin.models import EditingSession, FormState
from wagtail.models import (
    AbstractPage,
    APIToken,
    Collection,
    CollectionViewRestriction,
    Comment,
    CommentReply,
    GroupPagePermission,
    GroupSitePermission,
    Locale,
    ModelLogEntry,
    Page,
    PageLogEntry,
    PageSubscription,
    PageViewRestriction,
    Revision,
    Site,
    Task,
    TaskState,
    UploadedFile,
    Workflow,
    WorkflowPage,
    WorkflowState,
)
from wagtail.permissions import policy_registry
from wagtail.users.models import UserProfile

from base.models import (
    PortalDocument,
    PortalImage,
    PortalRendition,
    PortalSettings,
    TextoDelPortal,
)
from base.tree import in_trees_of
from correo.models import Avisado

from .scope import visible

_MEDIA_ACTIONS = {"add", "change", "delete", "choose"}


def everyone(scope, queryset):
    """What is shared by all portals and tells nothing of any."""
    return queryset


visible(Locale, ContentType)(everyone)


@visible(AbstractPage)
def _pages(scope, queryset):
    seen = policy_registry.get_by_type(Page).explorable_instances(scope.user)
    return queryset.filter(pk__in=seen.order_by().values("pk"))


@visible(Site)
def _sites(scope, queryset):
    given = Q(group_permissions__group__in=scope.user.groups.all())
    found = Site.objects.filter(given | in_trees_of(scope.paths, "root_page__path"))
    return queryset.filter(pk__in=found.values("pk"))


@visible(Collection)
def _collections(scope, queryset):
    seen = Collection.objects.none()
    for model in (PortalImage, PortalDocument):
        policy = policy_registry.get_by_type(model)
        seen |= policy.collections_user_has_any_permission_for(scope.user, _MEDIA_ACTIONS)
    return queryset.filter(pk__in=seen.order_by().values("pk"))


@visible(PortalImage, PortalDocument)
def _media(scope, queryset):
    policy = policy_registry.get_by_type(queryset.model)
    seen = policy.instances_user_has_any_permission_for(scope.user, _MEDIA_ACTIONS)
    return queryset.filter(pk__in=seen.order_by().values("pk"))


@visible(Group)
def _groups(scope, queryset):
    """The groups that work with the person: on the same pages, above them, or in their charge."""
    on_pages = GroupPagePermission.objects.filter(scope.around("page") | scope.coordinated("page"))
    on_sites = GroupSitePermission.objects.filter(site__in=scope.sites)
    return queryset.filter(Q(pk__in=on_pages.values("group")) | Q(pk__in=on_sites.values("group")))


@visible(get_user_model())
def _users(scope, queryset):
    """The people of those groups, and oneself."""
    groups = scope.filter(Group.objects.all())
    colleagues = get_user_model().groups.through.objects.filter(group__in=groups)
    return queryset.filter(Q(pk__in=colleagues.values("usuario")) | Q(pk=scope.user.pk))


def seen(scope, model):
    return scope.filter(model._base_manager.all()).order_by()


def through(field, model):
    """Describe a record that is seen with the ``model`` it points to."""

    def narrow(scope, queryset):
        return queryset.filter(**{f"{field}__in": seen(scope, model).values("pk")})

    return narrow


visible(Comment, PageLogEntry, PageSubscription, PageViewRestriction, WorkflowPage)(
    through("page", Page)
)
visible(TextoDelPortal)(through("datos", PortalSettings))
visible(CommentReply)(through("comment", Comment))
visible(CollectionViewRestriction)(through("collection", Collection))
visible(PortalRendition)(through("image", PortalImage))
visible(TaskState)(through("workflow_state", WorkflowState))


def _own(field):
    def narrow(scope, queryset):
        return queryset.filter(**{field: scope.user.pk})

    return narrow


visible(APIToken, FormState, UserProfile)(_own("user"))
visible(UploadedFile)(_own("uploaded_by_user"))


def by_object(scope, queryset, type_field, key_field, key):
    """Keep the records about an object that is seen, whatever its model.

    ``key`` makes the values of ``key_field`` from a queryset of that model.
    """
    condition = Q(pk__in=[])
    for type_id in queryset.order_by().values_list(type_field, flat=True).distinct():
        model = ContentType.objects.get_for_id(type_id).model_class()
        if model is not None:
            keys = key(seen(scope, model))
            condition |= Q(**{type_field: type_id, f"{key_field}__in": keys})
    return queryset.filter(condition)


def _pk_as_text(seen):
    return seen.annotate(_key=Cast("pk", CharField())).values("_key")


@visible(EditingSession, ModelLogEntry)
def _about_an_object(scope, queryset):
    return by_object(scope, queryset, "content_type", "object_id", _pk_as_text)


@visible(Avisado)
def _told_of_an_object(scope, queryset):
    return by_object(scope, queryset, "content_type", "object_id", lambda seen: seen.values("pk"))


@visible(Revision, WorkflowState)
def _about_a_draft(scope, queryset):
    return by_object(scope, queryset, "base_content_type", "object_id", _pk_as_text)


@visible(Workflow)
def _workflows(scope, queryset):
    """Those that the person's pages go through, or have gone through."""
    on_pages = WorkflowPage.objects.filter(scope.around("page"))
    started = seen(scope, WorkflowState)
    return queryset.filter(
        Q(pk__in=on_pages.values("workflow")) | Q(pk__in=started.values("workflow"))
    )


@visible(Task)
def _tasks(scope, queryset):
    on_pages = Task.objects.filter(workflow_tasks__workflow__in=seen(scope, Workflow).values("pk"))
    started = seen(scope, TaskState)
    return queryset.filter(Q(pk__in=on_pages.values("pk")) | Q(pk__in=started.values("task")))
