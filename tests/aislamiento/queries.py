"""Query strings with foreign objects, for lists, filters, choosers and exports."""

from django import forms
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import (
    Collection,
    Page,
    Site,
    Task,
    TaskState,
    UploadedFile,
    Workflow,
    get_page_models,
)

from .arguments import FOREIGN
from .forms import fields
from .marks import WORD

USER = get_user_model()
BY_MODEL = {
    Page: (
        "child_of",
        "childOf",
        "descendant_of",
        "destination",
        "object_id",
        "page",
        "page_id",
        "pagina",
        "parent",
        "parent_page_id",
        "root_page",
        "translation_of",
    ),
    USER: ("edited_by", "finished_by", "locked_by", "owner", "requested_by", "user"),
    Collection: ("collection", "collection_id"),
    Group: ("group",),
    Site: ("site",),
    Task: ("task",),
    TaskState: ("tarea", "task_state"),
    UploadedFile: ("uploaded_file_id",),
    Workflow: ("workflow",),
}
LISTED = [Page, get_image_model(), get_document_model(), USER, Group, Redirect]
TEXTS = [
    f"q={WORD}",
    f"search={WORD}",
    "q=qxbeta",
    "term=qxbeta",
    f"tag={WORD}",
    "p=2",
    "ordering=-latest_revision_created_at",
    "id=all",
    "export=csv",
    "export=xlsx",
    "locale=en",
    "fields=*",
    "depth=2",
]
SEARCH = TEXTS[0]
# The queries that show most: a search that finds everything, and a full export.
MOST = [f"{SEARCH}&search={WORD}&ordering=-latest_revision_created_at", "export=xlsx"]
PAGE_TYPES = [f"page_type={model._meta.label_lower}&{SEARCH}" for model in get_page_models()]


def queries(response, arguments):
    """Return the query strings that name objects, for the address that answered ``response``."""
    tried = set()
    for model in LISTED:
        tried.add(f"id={_key(arguments, model)}")
    for model, names in BY_MODEL.items():
        tried.add("&".join(f"{name}={_key(arguments, model)}" for name in names))
    for name, field in fields(response):
        if isinstance(field, forms.ModelChoiceField):
            tried.add(f"{name}={_key(arguments, field.queryset.model)}")
    return sorted(tried)


def whole_query(arguments):
    """Return one query string with all foreign objects, for addresses of a single object."""
    return "&".join(
        f"{name}={_key(arguments, model)}" for model, names in BY_MODEL.items() for name in names
    )


def _key(arguments, model):
    return next(iter(arguments.keys(model, FOREIGN, few=True)), None)
