"""Pages on their way through moderation, made without the forms of the admin."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from wagtail.models import TaskState

from moderacion.versiones import version_of
from tests.factories import make_noticia

COLA = "/admin/moderacion/por-revisar/"
VARIAS = "/admin/moderacion/por-revisar/varias/"


def begin(portal, title, user, **fields):
    """Return a draft written by ``user``."""
    page = make_noticia(portal, title, live=False, owner=user, **fields)
    page.responsable = str(user)
    page.save_revision(user=user)
    return page


def submit(page, user, *, hours=0):
    """Submit ``page`` as ``user``, ``hours`` ago; return the state of its moderation task."""
    state = page.get_workflow().start(page, user).current_task_state
    TaskState.objects.filter(pk=state.pk).update(started_at=timezone.now() - timedelta(hours=hours))
    return state


def send(portal, title, user, *, hours=0, **fields):
    """Write a page and submit it; return the state of its moderation task."""
    return submit(begin(portal, title, user, **fields), user, hours=hours)


def reject(browser, state, comment):
    page_id = state.workflow_state.object_id
    url = reverse("wagtailadmin_pages:workflow_action", args=[page_id, "reject", state.pk])
    version = version_of(state.workflow_state.content_object)
    return browser.post(url, {"comment": comment, "version": version})


def chosen(*states):
    """Return the data of the form for several decisions, with these pages ticked."""
    pages = [state.workflow_state.content_object for state in states]
    return {
        "tarea": [state.pk for state in states],
        "elegida": [
            f"{state.pk}-{version_of(page)}" for state, page in zip(states, pages, strict=True)
        ],
    }
