"""Registry of the admin's URLs: the model of every id in each URL, which the guard checks.

The guard (``aislamiento.guard``) checks the ids before the view runs. Each URL is described under
its name, by the view set that adds it or by a section (``Section.addresses``). A URL that nobody
describes, because a package or an upgrade added it, is closed to everybody except users who work on
all portals; the system check ``aislamiento.W001`` names it.
"""

from dataclasses import dataclass, field
from functools import cache
from types import MappingProxyType

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.urls import URLResolver, get_resolver, reverse
from wagtail.models import (
    Collection,
    Page,
    Revision,
    Site,
    Task,
    TaskState,
    Workflow,
    WorkflowState,
)
from wagtail.snippets.models import get_snippet_models

from base.sections import contributions

Usuario = get_user_model()

# Values used in place of a model: TEXT for a part of the URL that is not an id of an object,
# BY_ADDRESS for an id of the model that the URL itself names.
TEXT = object()
BY_ADDRESS = object()
# The parts of a URL that name a model.
MODEL = MappingProxyType({"app_label": TEXT, "model_name": TEXT})

# Ids in query strings of any URL, also of URLs whose view does not read them today.
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
# The few ids in POST data that views read directly, without validating them in a form.
BODY = MappingProxyType(
    {
        "destination_page_id": Page,
        "loaded_revision_id": Revision,
        "new_parent_page": Page,
        "overwrite_revision_id": Revision,
        "revision_id": Revision,
    }
)
# The parameters that forms and filters send empty when the user chose nothing.
MAY_BE_EMPTY = QUERY.keys() | {"loaded_revision_id", "overwrite_revision_id", "revision_id"}


@dataclass(frozen=True)
class Offered:
    """In place of a model: the user may choose from ``Scope.offers``, not only what they see."""

    model: type


@dataclass(frozen=True)
class Address:
    """Ids of one admin URL, in its path and in its query string; both are empty if it has none."""

    path: dict = field(default_factory=dict)
    query: dict = field(default_factory=dict)
    is_total: bool = False


_of_viewsets = {}


def describe(namespace, names, *, query=None, is_total=False, **path):
    """Return {URL name: :class:`Address`} for ``names`` (separated by spaces) in ``namespace``.

    ``path`` gives the model of each id in the path, ``query`` of parameters that ``QUERY`` lacks.
    With ``is_total`` only users who work on all portals may enter.
    """
    address = Address(path=path, query=query or {}, is_total=is_total)
    prefix = f"{namespace}:" if namespace else ""
    return {f"{prefix}{name}": address for name in names.split()}


def describe_viewset(namespace, model, *, is_total=False):
    """Return the descriptions of the URLs of a ``ModelViewSet``."""
    of_one = "edit delete history history_results usage copy inspect reorder"
    return {
        **describe(namespace, "index index_results add", is_total=is_total),
        **describe(namespace, of_one, is_total=is_total, pk=model),
    }


def describe_chooser(namespace, model, *, creates=True):
    """Return the descriptions of the URLs of a ``ChooserViewSet``."""
    return {
        **describe(namespace, f"choose choose_results{' create' if creates else ''}"),
        **describe(namespace, "chosen", pk=model),
        **describe(namespace, "chosen_multiple", query={"id": model}),
    }


def register_addresses(described):
    """Register the descriptions of a view set's URLs; view sets call it in ``on_register``."""
    _of_viewsets.update(described)


def get_address(name):
    """Return the :class:`Address` registered under a URL name, or None if nobody described it."""
    return _of_viewsets.get(name) or _of_sections().get(name) or _snippet_addresses().get(name)


@cache
def _of_sections():
    return dict(contributions("addresses"))


@cache
def _snippet_addresses():
    """Return the descriptions for all snippets, whose view sets all have the same URLs."""
    addresses = {}
    for model in get_snippet_models():
        viewset = model.snippet_viewset
        prefix = viewset.get_admin_url_namespace()
        addresses |= {f"{prefix}:{name}": Address() for name in _SNIPPET_LISTS}
        of_object = Address(path={"pk": model, **_SNIPPET_PARTS})
        addresses |= {f"{prefix}:{name}": of_object for name in _SNIPPET_VIEWS}
        addresses |= describe_chooser(viewset.get_chooser_admin_url_namespace(), model)
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
    """Return the names of the admin's URLs without a description, or with an undescribed id."""
    admin = reverse("wagtailadmin_home").lstrip("/")
    missing = set()
    for name, route, parts in _walk(get_resolver(), "", ""):
        if route.startswith(admin) and name is not None:
            address = get_address(name)
            if address is None or parts - address.path.keys():
                missing.add(name)
    return sorted(missing)


def _walk(resolver, namespace, route):
    """Yield (name or None, route, ids) for every URL below ``resolver``."""
    for pattern in resolver.url_patterns:
        here = route + str(pattern.pattern).lstrip("^")
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from _walk(pattern, inner, here)
        else:
            name = pattern.name and namespace + pattern.name
            yield name, here, set(pattern.pattern.regex.groupindex)
