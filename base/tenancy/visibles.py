"""Who sees the records of Wagtail and wagtail-localize that belong to something else.

A revision, a state of a workflow or a line of a translation is seen by whoever sees the
page it is about.
"""

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Q
from django.db.models.functions import Cast
from wagtail.admin.models import EditingSession, FormState
from wagtail.models import (
    APIToken,
    Collection,
    CollectionViewRestriction,
    Comment,
    CommentReply,
    Locale,
    ModelLogEntry,
    Page,
    PageLogEntry,
    PageSubscription,
    PageViewRestriction,
    Revision,
    Task,
    TaskState,
    UploadedFile,
    Workflow,
    WorkflowPage,
    WorkflowState,
)
from wagtail.users.models import UserProfile
from wagtail_localize.models import (
    OverridableSegment,
    RelatedObjectSegment,
    SegmentOverride,
    String,
    StringSegment,
    StringTranslation,
    Template,
    TemplateSegment,
    TranslatableObject,
    Translation,
    TranslationContext,
    TranslationLog,
    TranslationSource,
)

from base.models import PortalImage, PortalRendition

from .scope import visible


def everyone(scope, queryset):
    """What is shared by all portals and tells nothing of any."""
    return queryset


visible(Locale, ContentType)(everyone)


def _seen(scope, model):
    return scope.filter(model._base_manager.all()).order_by()


def through(field, model):
    """Describe a record that is seen with the ``model`` it points to."""

    def narrow(scope, queryset):
        return queryset.filter(**{f"{field}__in": _seen(scope, model).values("pk")})

    return narrow


visible(Comment, PageLogEntry, PageSubscription, PageViewRestriction, WorkflowPage)(
    through("page", Page)
)
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


def _by_object(scope, queryset, type_field, key_field, key):
    """Keep the records about an object that is seen, whatever its model.

    ``key`` makes the values of ``key_field`` from a queryset of that model.
    """
    condition = Q(pk__in=[])
    for type_id in queryset.order_by().values_list(type_field, flat=True).distinct():
        model = ContentType.objects.get_for_id(type_id).model_class()
        if model is not None:
            keys = key(_seen(scope, model))
            condition |= Q(**{type_field: type_id, f"{key_field}__in": keys})
    return queryset.filter(condition)


def _pk_as_text(seen):
    return seen.annotate(_key=Cast("pk", CharField())).values("_key")


def _translation_key(seen):
    return seen.values("translation_key")


@visible(EditingSession, ModelLogEntry)
def _about_an_object(scope, queryset):
    return _by_object(scope, queryset, "content_type", "object_id", _pk_as_text)


@visible(Revision, WorkflowState)
def _about_a_draft(scope, queryset):
    return _by_object(scope, queryset, "base_content_type", "object_id", _pk_as_text)


@visible(Workflow)
def _workflows(scope, queryset):
    """Those that the person's pages go through, or have gone through."""
    on_pages = WorkflowPage.objects.filter(scope.around("page"))
    started = _seen(scope, WorkflowState)
    return queryset.filter(
        Q(pk__in=on_pages.values("workflow")) | Q(pk__in=started.values("workflow"))
    )


@visible(Task)
def _tasks(scope, queryset):
    on_pages = Task.objects.filter(workflow_tasks__workflow__in=_seen(scope, Workflow).values("pk"))
    started = _seen(scope, TaskState)
    return queryset.filter(Q(pk__in=on_pages.values("pk")) | Q(pk__in=started.values("task")))


@visible(TranslatableObject)
def _translatable(scope, queryset):
    """A page in any language: whoever translates one need not see the other."""
    return _by_object(scope, queryset, "content_type", "translation_key", _translation_key)


visible(TranslationSource, TranslationContext)(through("object", TranslatableObject))
visible(
    OverridableSegment,
    RelatedObjectSegment,
    StringSegment,
    TemplateSegment,
    Translation,
    TranslationLog,
)(through("source", TranslationSource))
visible(SegmentOverride, StringTranslation)(through("context", TranslationContext))


@visible(String)
def _strings(scope, queryset):
    segments = _seen(scope, StringSegment)
    return queryset.filter(pk__in=segments.values("string"))


@visible(Template)
def _templates(scope, queryset):
    segments = _seen(scope, TemplateSegment)
    return queryset.filter(pk__in=segments.values("template"))
