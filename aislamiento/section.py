"""Section of ``aislamiento``: visibility of Django's and Wagtail's records, and admin URLs."""

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from wagtail import models as wagtail
from wagtail.admin.models import EditingSession, FormState
from wagtail.users.models import UserProfile

from base.models import PortalDocument, PortalImage, PortalRendition, TextoDelPortal
from base.sections import Section
from correo.models import Avisado

from . import rules
from .rules import about, everyone, own, through
from .wagtail_addresses import ADDRESSES

SECTION = Section(
    visible={
        (wagtail.Locale, ContentType): everyone,
        wagtail.AbstractPage: rules.pages,
        wagtail.Site: rules.sites,
        wagtail.Collection: rules.collections,
        (PortalImage, PortalDocument): rules.media,
        Group: rules.groups,
        get_user_model(): rules.people,
        wagtail.Workflow: rules.workflows,
        wagtail.Task: rules.tasks,
        (wagtail.Comment, wagtail.PageLogEntry, wagtail.PageSubscription): through("page"),
        (wagtail.PageViewRestriction, wagtail.WorkflowPage): through("page"),
        TextoDelPortal: through("datos"),
        wagtail.CommentReply: through("comment"),
        wagtail.CollectionViewRestriction: through("collection"),
        PortalRendition: through("image"),
        wagtail.TaskState: through("workflow_state"),
        (wagtail.APIToken, FormState, UserProfile): own("user"),
        wagtail.UploadedFile: own("uploaded_by_user"),
        (EditingSession, wagtail.ModelLogEntry): about("content_type"),
        Avisado: about("content_type", key=lambda seen: seen.values("pk")),
        (wagtail.Revision, wagtail.WorkflowState): about("base_content_type"),
    },
    addresses=ADDRESSES,
)
