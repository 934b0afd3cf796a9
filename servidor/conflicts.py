"""Two requests to the admin that save something equal at the same moment.

The forms look for an equal record before they save. When two requests look before one of them has
saved, the database refuses the second: its user gets a page with status 409 instead of an error.
"""

import logging
from contextlib import ExitStack
from http import HTTPStatus

from django.contrib import messages
from django.contrib.auth import get_user_model
from django.db import IntegrityError, transaction
from django.db.models import Max
from django.http import JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.log_actions import LogContext
from wagtail.models import Page

from .claves import as_key

logger = logging.getLogger(__name__)

# Classes of errors of PostgreSQL and SQLite. All others are errors of the code, and answered so.
_TWICE = {"23505", "SQLITE_CONSTRAINT_UNIQUE", "SQLITE_CONSTRAINT_PRIMARYKEY"}
_GONE = {"23503", "SQLITE_CONSTRAINT_FOREIGNKEY"}


class ConflictMiddleware:
    """Answers 409 to a form of which something equal was saved while it was being sent.

    Views that save a page do it in several transactions, and no constraint keeps two pages of the
    same name apart. Therefore the whole request is one transaction, in which the page is locked
    whose subpages or content it changes: the second request looks when the first has saved. An
    account is locked too, because what changes it also sends mails.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.is_one_transaction = False
        try:
            with ExitStack() as request.saved_together:
                return self.get_response(request)
        except IntegrityError as error:  # of a constraint that is checked at the end
            if (response := self.process_exception(request, error)) is None:
                raise
            return response

    def process_view(self, request, view, args, kwargs):
        record = _record_to_lock(request, kwargs) if request.method == "POST" else None
        if record is None:
            return None
        is_new = request.resolver_match.url_name == "add"
        newest = (is_new and record.get_children().aggregate(pk=Max("pk"))["pk"]) or 0
        # What is done on commit, such as publishing a translation, is logged as done by the user.
        request.saved_together.enter_context(LogContext(user=request.user))
        request.saved_together.enter_context(transaction.atomic())
        request.is_one_transaction = True
        # Other records may still refer to it meanwhile.
        rows = type(record)._default_manager.select_for_update(no_key=True)
        locked = rows.filter(pk=record.pk).first()
        if locked is None or not is_new:
            return None
        # The form numbers the slug if it is taken: sent twice, it would make two pages.
        same = locked.get_children().filter(
            pk__gt=newest,
            title=request.POST.get("title", "").strip(),
            content_type__app_label=kwargs["content_type_app_name"],
            content_type__model=kwargs["content_type_model_name"],
        )
        if (saved := same.first()) is None or _is_draft_of_form(saved, request):
            return None
        logger.warning("%s was not saved, a page of the same title was", request.path)
        return _conflict(request, saved=saved)

    def process_exception(self, request, exception):
        request.saved_together.__exit__(type(exception), exception, exception.__traceback__)
        if not request.path.startswith(reverse("wagtailadmin_home")):
            return None
        if not isinstance(exception, IntegrityError):
            return None
        kind, constraint = _refused_by(exception)
        if kind not in _TWICE | _GONE:
            return None
        logger.warning(
            "%s was not saved, %s refused it", request.path, constraint, exc_info=exception
        )
        return _conflict(request, is_gone=kind in _GONE)


def _record_to_lock(request, kwargs):
    """Return the account, or the page whose subpages or content, that is changed, or None."""
    model = Page
    match request.resolver_match.view_name:
        case "wagtailadmin_pages:add":
            key = kwargs["parent_page_id"]
        case "wagtailadmin_pages:copy":
            key = request.POST.get("new_parent_page", "")
        case "wagtailadmin_pages:move_confirm":
            key = kwargs["destination_id"]
        case "wagtailadmin_pages:edit":
            key = kwargs["page_id"]
        case name if name.startswith("wagtailusers_users:") and "pk" in kwargs:
            model, key = get_user_model(), kwargs["pk"]
        case _:
            return None
    pk = as_key(str(key)) if request.user.is_authenticated else None
    return None if pk is None else model._default_manager.filter(pk=pk).first()


def _is_draft_of_form(page, request):
    """Return whether ``page`` is a draft that this form saved before: the view takes its place."""
    is_own = page.translation_key.hex == request.POST.get("creacion")
    return is_own and not page.live and page.current_workflow_state is None


def _refused_by(error):
    """Return (class of the error, what tells which constraint refused), as the database says it."""
    cause = error.__cause__
    if name := getattr(cause, "sqlite_errorname", ""):
        return name, str(cause)
    diagnosis = getattr(cause, "diag", None)
    return getattr(cause, "pgcode", None), getattr(diagnosis, "constraint_name", None)


def _conflict(request, *, is_gone=False, saved=None):
    """Return the response 409; ``saved`` is the page that was saved instead, if it is known."""
    reason = (
        _("Alguien borró en el mismo momento algo que este formulario usa.")
        if is_gone
        else _(
            "Otra persona, o este mismo formulario enviado dos veces, guardó algo igual en el mismo"
            " momento."
        )
    )
    list(messages.get_messages(request))  # of what was undone
    if request.is_one_transaction:
        told = [_("Lo que envió no se guardó."), reason, _("Nada quedó guardado a medias.")]
    else:
        told = [reason, _("Vea si una parte de lo que envió quedó guardada.")]
    # As Wagtail asks: scripts, such as those that save a form by itself, do not accept HTML.
    if not request.accepts("text/html"):
        return JsonResponse(
            {"success": False, "error_code": "conflict", "error_message": " ".join(told)},
            status=HTTPStatus.CONFLICT,
        )
    context = {"explicacion": told, "guardada": saved}
    return render(request, "wagtailadmin/409.html", context, status=HTTPStatus.CONFLICT)
