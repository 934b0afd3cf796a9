"""Pages returned to their author, with the reason, the moderator and the comments in the margin."""

import json
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import FieldDoesNotExist
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin.utils import get_user_display_name
from wagtail.fields import StreamField
from wagtail.models import (
    COMMENTS_RELATION_NAME,
    Page,
    WorkflowState,
    get_default_page_content_type,
)


@dataclass(frozen=True)
class Observacion:
    """A comment that a moderator left beside a field or a block of the page."""

    lugar: str
    texto: str
    autor: str


@dataclass(frozen=True)
class Devolucion:
    pagina: Page
    comentario: str
    por: str
    cuando: datetime
    observaciones: list
    url: str


def devoluciones(user, ids):
    """Return a :class:`Devolucion` for each page in ``ids`` returned to ``user``, latest first."""
    states = list(
        WorkflowState.objects.filter(
            status=WorkflowState.STATUS_NEEDS_CHANGES,
            requested_by=user,
            base_content_type=get_default_page_content_type(),
            object_id__in=[str(pk) for pk in ids],
        )
        .select_related("current_task_state__finished_by")
        .order_by("-current_task_state__finished_at")
    )
    pages = {
        page.pk: page
        for page in Page.objects.filter(pk__in=[int(state.object_id) for state in states])
        .specific()
        .prefetch_related(f"{COMMENTS_RELATION_NAME}__user", "latest_revision")
    }
    return [
        devolucion(pages[int(state.object_id)], state.current_task_state)
        for state in states
        if int(state.object_id) in pages and state.current_task_state is not None
    ]


def devolucion(page, task_state):
    """Return the :class:`Devolucion` of ``page``, made by the decision ``task_state``."""
    return Devolucion(
        pagina=page,
        comentario=task_state.comment,
        por=get_user_display_name(task_state.finished_by) or _("la moderación"),
        cuando=task_state.finished_at,
        observaciones=observaciones(page),
        url=reverse("wagtailadmin_pages:edit", args=[page.pk]),
    )


def observaciones(page):
    """Return the unresolved comments in the margin of ``page``, in their order."""
    comments = [
        comment
        for comment in getattr(page, COMMENTS_RELATION_NAME).all()
        if comment.resolved_at is None
    ]
    return [
        Observacion(
            lugar=lugar(page, comment.contentpath),
            texto=comment.text,
            autor=get_user_display_name(comment.user),
        )
        for comment in comments
    ]


def lugar(page, contentpath):
    """Return in words the field, or the block of a field, to which a comment belongs.

    Reads the stored JSON of the draft: building a page from it would query all its relations.
    """
    name, *steps = contentpath.split(".")
    try:
        field = page._meta.get_field(name)
    except FieldDoesNotExist:
        return _("la página")
    label = _capitalized(field.verbose_name)
    if not steps or not isinstance(field, StreamField):
        return label
    for number, block in enumerate(json.loads(page.get_latest_revision().content[name]), start=1):
        kind = field.stream_block.child_blocks.get(block["type"])
        if block.get("id") == steps[0] and kind is not None:
            return _("%(campo)s, bloque %(numero)s (%(tipo)s)") % {
                "campo": label,
                "numero": number,
                "tipo": str(kind.label).lower(),
            }
    return label


def _capitalized(text):
    text = str(text)
    return text[:1].upper() + text[1:]
