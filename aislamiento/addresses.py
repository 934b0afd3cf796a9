"""What each address of the admin names, so that the guard can check it before the view runs.

Every address stands here by its name, with the model of every id in it. An address that does
not, because a package or an upgrade brought it, is closed to everybody but those who work on
all portals; the system check ``aislamiento.W001`` names it.
"""

from dataclasses import dataclass, field
from functools import lru_cache
from types import MappingProxyType

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.urls import URLResolver, get_resolver, reverse
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import (
    Collection,
    Locale,
    Page,
    Revision,
    Site,
    Task,
    TaskState,
    UploadedFile,
    Workflow,
    WorkflowState,
)
from wagtail.snippets.models import get_snippet_models

from base.models import PortalDocument, PortalImage

Usuario = get_user_model()

# In place of a model: a part of an address that names no object, or an id of the model that
# the address itself names.
TEXT = object()
BY_ADDRESS = object()

# Ids in query strings, whatever the address; also where no view reads them yet.
QUERY = MappingProxyType(
    {
        "ancestor_of": Page,
        "child_of": Page,
        "childOf": Page,
        "collection_id": Collection,
        "descendant_of": Page,
        "edited_by": Usuario,
        "group": Group,
        "locked_by": Usuario,
        "owner": Usuario,
        "parent_page_id": Page,
        "requested_by": Usuario,
        "site": Site,
        "target_pages[]": Page,
        "task": Task,
        "translation_of": Page,
        "user": Usuario,
        "workflow": Workflow,
    }
)
# The few ids in forms that views take without asking their form.
BODY = MappingProxyType(
    {
        "destination_page_id": Page,
        "loaded_revision_id": Revision,
        "new_parent_page": Page,
        "overwrite_revision_id": Revision,
        "revision_id": Revision,
    }
)
# Those that forms and filters send empty when nothing was chosen.
MAY_BE_EMPTY = QUERY.keys() | {"loaded_revision_id", "overwrite_revision_id", "revision_id"}


@dataclass(frozen=True)
class Offered:
    """In place of a model: what the person may choose of it, beyond what they see."""

    model: type


@dataclass(frozen=True)
class Address:
    """The ids of one address of the admin: in the path, in the query string; or none at all."""

    path: dict = field(default_factory=dict)
    query: dict = field(default_factory=dict)
    is_total: bool = False


_addresses = {}


def classify(namespace, names, *, query=None, is_total=False, **path):
    """Describe the addresses ``names`` of a namespace (empty for none).

    ``path`` gives the model of each id in the path, ``query`` those of parameters that
    ``QUERY`` does not know. With ``is_total`` only those enter who work on all portals.
    """
    address = Address(path=path, query=query or {}, is_total=is_total)
    prefix = f"{namespace}:" if namespace else ""
    _addresses.update({f"{prefix}{name}": address for name in names.split()})


def classify_viewset(namespace, model, *, is_total=False):
    """Describe the addresses of a ``ModelViewSet``."""
    classify(namespace, "index index_results add", is_total=is_total)
    classify(
        namespace,
        "edit delete history history_results usage copy inspect reorder",
        pk=model,
        is_total=is_total,
    )


def classify_chooser(namespace, model):
    """Describe the addresses of a ``ChooserViewSet``."""
    classify(namespace, "choose choose_results create")
    classify(namespace, "chosen", pk=model)
    classify(namespace, "chosen_multiple", query={"id": model})


def get_address(name):
    """Return the description of the address ``name``, or None when nobody has described it."""
    return _addresses.get(name) or _snippet_addresses().get(name)


@lru_cache(maxsize=1)
def _snippet_addresses():
    """The addresses of snippets, whose view sets are all of one shape."""
    addresses = {}
    for model in get_snippet_models():
        viewset = model.snippet_viewset
        prefix = viewset.get_admin_url_namespace()
        addresses |= {f"{prefix}:{name}": Address() for name in _SNIPPET_LISTS}
        of_object = Address(path={"pk": model, **_SNIPPET_PARTS})
        addresses |= {f"{prefix}:{name}": of_object for name in _SNIPPET_VIEWS}
        prefix = viewset.get_chooser_admin_url_namespace()
        addresses |= {
            f"{prefix}:{name}": Address() for name in ("choose", "choose_results", "create")
        }
        addresses[f"{prefix}:chosen"] = Address(path={"pk": model})
        addresses[f"{prefix}:chosen_multiple"] = Address(query={"id": model})
    return addresses


_SNIPPET_LISTS = ("list", "list_results", "add", "preview_on_add")
_SNIPPET_VIEWS = (
    *("edit", "delete", "usage", "history", "history_results", "reorder", "copy", "inspect"),
    *("preview_on_edit", "unpublish", "lock", "unlock"),
    *("revisions_view", "revisions_revert", "revisions_compare", "revisions_unschedule"),
    *("workflow_action", "collect_workflow_action_data", "confirm_workflow_cancellation"),
    *("workflow_history", "workflow_history_detail", "workflow_preview"),
)
_SNIPPET_PARTS = {
    "revision_id": Revision,
    "revision_id_a": Revision,
    "revision_id_b": Revision,
    "action_name": TEXT,
    "task_state_id": TaskState,
    "task_id": Task,
    "workflow_state_id": WorkflowState,
}


def unclassified():
    """Return the names of the admin's addresses that are not described, or not wholly."""
    admin = reverse("wagtailadmin_home").lstrip("/")
    missing = set()
    for name, route, parts in _walk(get_resolver(), "", ""):
        if route.startswith(admin) and name is not None:
            address = get_address(name)
            if address is None or parts - address.path.keys():
                missing.add(name)
    return sorted(missing)


def _walk(resolver, namespace, route):
    """Yield (name, route, ids) of every address below ``resolver``; name None without one."""
    for pattern in resolver.url_patterns:
        here = route + str(pattern.pattern).lstrip("^")
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from _walk(pattern, inner, here)
        else:
            name = pattern.name and namespace + pattern.name
            yield name, here, set(pattern.pattern.regex.groupindex)


# --- The admin of Wagtail ----------------------------------------------------------------

MODEL = {"app_label": TEXT, "model_name": TEXT}

classify(
    "",
    "wagtailadmin_home wagtailadmin_explore_root wagtailadmin_account wagtailadmin_logout"
    " wagtailadmin_dismissibles wagtailadmin_block_preview wagtailadmin_sprite wagtailadmin_login"
    " wagtailadmin_password_reset wagtailadmin_password_reset_done"
    " wagtailadmin_password_reset_complete wagtailadmin_javascript_catalog"
    " wagtailadmin_choose_page wagtailadmin_choose_page_search"
    " wagtailadmin_choose_page_external_link wagtailadmin_choose_page_email_link"
    " wagtailadmin_choose_page_phone_link wagtailadmin_choose_page_anchor_link",
)
classify("", "wagtailadmin_password_reset_confirm", uidb64=TEXT, token=TEXT)
# One's own second factor (usuarios).
classify(
    "",
    "cuenta_correo segundo_factor_ofrecer"
    " segundo_factor segundo_factor_verificar segundo_factor_activar segundo_factor_codigos"
    " segundo_factor_quitar",
)
classify(
    "",
    "wagtailadmin_explore wagtailadmin_explore_results wagtailadmin_choose_page_child",
    parent_page_id=Page,
)
classify("", "wagtailadmin_choose_page_chosen_multiple", query={"id": Page})
classify("", "wagtail_bulk_action", query={"id": BY_ADDRESS}, action=TEXT, **MODEL)
# Tags have no owner: what one portal calls its pictures would be read by all.
classify("", "wagtailadmin_tag_autocomplete", is_total=True)
classify("", "wagtailadmin_tag_model_autocomplete", is_total=True, app_name=TEXT, model_name=TEXT)
classify("", "wagtailadmin_error_test", is_total=True)

_PAGES = "wagtailadmin_pages"
_PAGE_TYPE = {"content_type_app_name": TEXT, "content_type_model_name": TEXT}
classify(_PAGES, "search search_results")
classify(_PAGES, "add preview_on_add", parent_page_id=Page, **_PAGE_TYPE)
classify(_PAGES, "type_use type_use_results", **_PAGE_TYPE)
classify(_PAGES, "choose_parent", **MODEL)
classify(_PAGES, "add_subpage", parent_page_id=Page)
classify(
    _PAGES,
    "usage edit preview_on_edit view_draft delete unpublish convert_alias copy set_privacy lock"
    " unlock revisions_index workflow_history history history_results"
    " confirm_workflow_cancellation",
    page_id=Page,
)
classify(_PAGES, "move move_confirm set_page_position", page_to_move_id=Page, destination_id=Page)
classify(
    _PAGES,
    "workflow_action collect_workflow_action_data",
    page_id=Page,
    action_name=TEXT,
    task_state_id=TaskState,
)
classify(_PAGES, "workflow_preview", page_id=Page, task_id=Task)
classify(_PAGES, "workflow_history_detail", page_id=Page, workflow_state_id=WorkflowState)
classify(
    _PAGES,
    "revisions_view revisions_revert revisions_unschedule",
    page_id=Page,
    revision_id=Revision,
)
classify(_PAGES, "revisions_compare", pk=Page, revision_id_a=Revision, revision_id_b=Revision)

_SESSIONS = "wagtailadmin_editing_sessions"
classify(_SESSIONS, "ping", object_id=BY_ADDRESS, session_id=TEXT, **MODEL)
classify(_SESSIONS, "release", session_id=TEXT)  # one's own, or not found

_API = "wagtailadmin_api"
for _name, _model in {"pages": Page, "images": PortalImage, "documents": PortalDocument}.items():
    classify(f"{_API}:{_name}", "listing find", query={"id": _model})
    classify(f"{_API}:{_name}", "detail action", pk=_model, action_name=TEXT)

# --- Reports -------------------------------------------------------------------------------

classify(
    "wagtailadmin_reports",
    "locked_pages locked_pages_results workflow workflow_results workflow_tasks"
    " workflow_tasks_results aging_pages aging_pages_results",
)
classify(
    "wagtailadmin_reports",
    "site_history site_history_results page_types_usage page_types_usage_results",
    is_total=True,
)

# --- What belongs to all portals -----------------------------------------------------------

_WORKFLOWS = "wagtailadmin_workflows"
classify(
    _WORKFLOWS,
    "index index_results add select_task_type task_index task_index_results task_chooser"
    " task_chooser_results task_chooser_create",
    is_total=True,
)
classify(_WORKFLOWS, "enable disable edit usage usage_results", is_total=True, pk=Workflow)
classify(_WORKFLOWS, "remove", is_total=True, page_pk=Page, workflow_pk=Workflow)
classify(_WORKFLOWS, "add_task", is_total=True, **MODEL)
classify(_WORKFLOWS, "edit_task disable_task enable_task", is_total=True, pk=Task)
classify(_WORKFLOWS, "task_chosen", is_total=True, task_id=Task)
classify("wagtailadmin_collections", "index add", is_total=True)
classify("wagtailadmin_collections", "edit delete", is_total=True, pk=Collection)
classify("wagtailadmin_collections", "set_privacy", is_total=True, collection_id=Collection)
classify_viewset("wagtailsites", Site, is_total=True)
classify_viewset("wagtaillocales", Locale, is_total=True)
classify_viewset("wagtailusers_groups", Group, is_total=True)

# --- People, settings, redirects, snippets ---------------------------------------------------

classify_viewset("wagtailusers_users", Usuario)
classify("wagtailsettings", "edit preview_on_edit", app_name=TEXT, model_name=TEXT, pk=Site)
classify("wagtailredirects", "index index_results add")
classify("wagtailredirects", "edit delete", redirect_id=Redirect)
classify("wagtailredirects", "start_import process_import", is_total=True)
classify("wagtailsnippets", "index")

# --- Images, documents, videos ---------------------------------------------------------------

classify("wagtailimages", "index index_results add add_multiple")
classify(
    "wagtailimages",
    "edit delete url_generator url_generator_output preview image_usage edit_multiple"
    " delete_multiple",
    image_id=PortalImage,
    filter_spec=TEXT,
)
classify(
    "wagtailimages",
    "create_multiple_from_uploaded_image delete_upload_multiple",
    uploaded_file_id=UploadedFile,
)
classify_chooser("wagtailimages_chooser", PortalImage)
classify("wagtailimages_chooser", "select_format", image_id=PortalImage)
classify("wagtaildocs", "index index_results add add_multiple")
classify("wagtaildocs", "edit delete document_usage", document_id=PortalDocument)
classify("wagtaildocs", "edit_multiple delete_multiple", doc_id=PortalDocument)
classify(
    "wagtaildocs",
    "create_multiple_from_uploaded_document delete_upload_multiple",
    uploaded_file_id=UploadedFile,
)
classify_chooser("wagtaildocs_chooser", PortalDocument)
classify("wagtailembeds", "chooser chooser_upload")
