"""Wagtail's page views, extended for decisions, simultaneous edits and lost responses."""

import json
from contextlib import suppress
from itertools import chain
from uuid import UUID

from django.core.cache import cache
from django.db import transaction
from django.db.models import prefetch_related_objects
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from modelcluster.models import get_all_child_relations
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.admin.views.pages.create import CreateView
from wagtail.admin.views.pages.edit import EditView
from wagtail.admin.views.pages.revisions import RevisionsRevertView
from wagtail.admin.views.pages.search import SearchView
from wagtail.admin.views.pages.workflow import WorkflowActionView
from wagtail.models import Page, TaskState

from aislamiento.pages import ExploreView, PortalPageViewSet, TypeListingView
from base.forms.pages import keep

from .casillas import CasillasMixin
from .decision import DecisionError, hold_as_seen
from .notificaciones import on_comments
from .resultados import outcome_of, tell, tell_undecided
from .rules import may_detach
from .versiones import hold_as_read, version_of

_QUEUE = "moderacion:cola"  # after a decision, the user continues with the queue
_FORM_IS_OPEN = 7 * 24 * 3600


class ComentariosMixin:
    def send_commenting_notifications(self, changes):
        """Create notificaciones; the scheduler sends the mail to those who still see the page."""
        if any(changes[kind] for kind in ("new_comments", "resolved_comments", "new_replies")):
            on_comments(self.page, self.request.user)


class CreacionView(CreateView):
    """Creates only one page per form, even if the response to the first save was lost.

    In that case the browser does not know that the page exists and sends the form again. The
    field ``creacion`` of the form always holds the same UUID, used as ``translation_key``.
    """

    def form_valid(self, form):
        with suppress(ValueError):  # no valid UUID was sent
            self._take_the_place_of(UUID(self.request.POST.get("creacion", "")))
        return super().form_valid(form)

    def _take_the_place_of(self, key):
        """Give the new page ``key``; delete the page that the same form created before.

        The new page gets the slug of the deleted one. If ``key`` belongs to a page that was not
        just created by this form, the new page gets a key of its own.
        """
        before = Page.objects.filter(translation_key=key).first()
        if before is None:
            self.page.translation_key = key
        elif self._was_just_made(before):
            self.page.translation_key = key
            if self.page.slug.startswith(f"{before.slug}-"):  # numbered because the slug was taken
                self.page.slug = before.slug
            before.specific.delete(user=self.request.user)

    def _was_just_made(self, page):
        is_own = page.owner_id == self.request.user.pk
        is_here = page.get_parent().pk == self.parent_page.pk
        is_first = not page.live and page.revisions.count() == 1
        return is_own and is_here and is_first and not page.workflow_states.exists()


def _read_rows(page):
    """Prefetch the child rows of ``page`` and their foreign keys, for hooks and form."""
    for relation in get_all_child_relations(type(page)):
        rows = getattr(page, relation.get_accessor_name()).get_object_list()
        names = [
            field.name
            for field in relation.related_model._meta.fields
            if field.many_to_one and field.editable and field != relation.field
        ]
        prefetch_related_objects(rows, *names)


def _with_all_it_names(record):
    """Return the specific page of ``record``, with the related rows that its form shows."""
    model = record.specific_class
    names = [f.name for f in model._meta.local_fields if f.many_to_one]
    pages = model.objects.select_related("locale", "owner", "live_revision__user", *names)
    return pages.get(pk=record.pk)


def _tell_states_of_workflow(record, page, user):
    """Give the states of workflow of ``record`` what was read: the buttons ask them one by one."""
    people = {person.pk: person for person in (page.owner, user) if person}
    record.locale, record.owner = page.locale, page.owner
    for state in record._current_workflow_states:
        state._meta.get_field("content_object").set_cached_value(state, record)
        if requested_by := people.get(state.requested_by_id):
            state.requested_by = requested_by


class UnaPorUnaMixin:
    """Locks the page while a form is saved, and reads it again if it changed before the lock."""

    @transaction.atomic
    def post(self, request, *args, **kwargs):
        if not hold_as_read(self.real_page_record):
            # Start again: Wagtail would overwrite newer changes, even a publication.
            return self.dispatch(request, *args, **kwargs)
        return self._too_late() or super().post(request, *args, **kwargs)

    def _too_late(self):
        """Return a redirect if the form decides on, or withdraws, a page that no longer waits."""
        data, page = self.request.POST, self.page
        if data.get("action-workflow-action") and not page.workflow_in_progress:
            messages.warning(self.request, outcome_of(page, self.request.user))
            return redirect(self.next_url or _QUEUE)
        if data.get("action-cancel-workflow") and page.current_workflow_state is None:
            text = _("«%(titulo)s» ya no espera: se decidió antes de que usted la retirara.")
            messages.warning(self.request, text % {"titulo": page.get_admin_display_title()})
            return redirect("wagtailadmin_pages:edit", page.pk)
        return None


class DecisionDelFormularioMixin:
    """Decides with the buttons of a page form, which Wagtail saves before it decides."""

    def perform_workflow_action(self):
        self.decided = self.page.current_workflow_task_state
        # Decide on the version that the user read: Wagtail saves the form over any other first.
        seen = version_of(self.real_page_record) if self._was_read() else ""
        try:
            hold_as_seen(self.decided, seen, self.request.user)
        except DecisionError as reason:
            data = json.loads(self.request.POST.get("workflow-action-extra-data", "{}"))
            comment = str(data.get("comment", ""))
            tell_undecided(self.request, self.real_page_record, reason, comment)
            return self.redirect_and_remain()
        return super().perform_workflow_action()

    def _was_read(self):
        """Whether the form sends a revision id and is not out of date."""
        data = self.request.POST
        names_one = data.get("overwrite_revision_id") or data.get("loaded_revision_id")
        return bool(names_one) and not self.is_out_of_date

    def add_save_confirmation_message(self):
        if self.action_name == "perform_workflow_action":
            tell(self.request, self.decided, self.workflow_action)
        else:
            super().add_save_confirmation_message()

    def redirect_away(self):
        if self.action_name != "perform_workflow_action":
            return super().redirect_away()
        if self.decided.status == TaskState.STATUS_IN_PROGRESS:
            return self.redirect_and_remain()
        return redirect(self.next_url or _QUEUE)


class VersionAnteriorView(
    UnaPorUnaMixin, DecisionDelFormularioMixin, ComentariosMixin, RevisionsRevertView
):
    pass


class EdicionView(UnaPorUnaMixin, DecisionDelFormularioMixin, ComentariosMixin, EditView):
    @cached_property
    def is_out_of_date(self):
        """Whether somebody else has saved the page since this form was rendered.

        If the response to a save was lost, the browser sends the form again with an old version.
        The field ``edicion`` identifies the form, so its own save does not count as somebody else.
        """
        if not super().is_out_of_date:
            return False
        return not self._form or cache.get(self._form) != version_of(self.real_page_record)

    @cached_property
    def _form(self):
        """Cache key for the version that this form saved last; "" if the form sends no UUID."""
        with suppress(ValueError):
            return f"edicion-{self.request.user.pk}-{UUID(self.request.POST.get('edicion', ''))}"
        return ""

    def save_action(self):
        before = version_of(self.page)
        response = super().save_action()
        if self._form and (saved := version_of(self.page)) != before:
            # A conflict may still undo the version.
            transaction.on_commit(lambda: cache.set(self._form, saved, _FORM_IS_OPEN))
        return response

    def get_object(self):
        """Return the page of the form, with the related objects that were already read.

        If there is a draft, Wagtail drops them and then queries the workflow for each button.
        Workflow and rows are reused only on GET, because a POST may change them.
        """
        record, latest = self.real_page_record, self.latest_revision
        record.specific = published = _with_all_it_names(record)
        if latest is not None:
            latest.content_object = published
        page = super().get_object()
        for name, row in published._state.fields_cache.items():
            if row is not None and getattr(page, f"{name}_id", None) == row.pk:
                setattr(page, name, row)
        if latest is not None and page.latest_revision_id == latest.pk:
            page.latest_revision = latest
        # The revision asked for the page above, to compose its address.
        page._cached_parent_obj = published.get_parent()
        if self.request.method == "GET":
            _tell_states_of_workflow(record, published, self.request.user)
            page._current_workflow_states = record._current_workflow_states
            page.scheduled_revision = self.scheduled_revision
            _read_rows(page)
        return page

    def get_translations(self):
        """Return the same as Wagtail, but read the paths for the permissions in one query."""
        rows = self.page.get_translations().only("locale", "depth", "path", "owner")
        return [
            {"locale": row.locale, "url": reverse("wagtailadmin_pages:edit", args=[row.pk])}
            for row in rows.select_related("locale")
            if row.permissions_for_user(self.request.user).can_edit()
        ]

    def get_context_data(self, **kwargs):
        for row in chain.from_iterable(self.form.formsets.values()):
            for name, field in row.fields.items():
                keep(field.widget, row.instance._state.fields_cache.get(name))
        context = super().get_context_data(**kwargs)
        if original := self.page.alias_of:
            tester = original.permissions_for_user(self.request.user)
            context["edits_original"] = tester.can_edit()
            context["may_detach"] = may_detach(self.page, self.request.user)
        return context


class DecisionView(WorkflowActionView):
    """Wagtail's decision without review; nothing links to it, and it needs the seen version."""

    def get_redirect_url(self):
        return get_valid_next_url_from_request(self.request) or reverse(_QUEUE)

    def add_not_in_moderation_error(self):
        messages.warning(self.request, outcome_of(self.object, self.request.user))

    @transaction.atomic
    def post(self, request, *args, **kwargs):
        try:
            hold_as_seen(self.task_state, request.POST.get("version", ""), request.user)
        except DecisionError as reason:
            tell_undecided(request, self.object, reason, request.POST.get("comment", ""))
            return redirect("moderacion:revisar", self.object.pk)
        response = super().post(request, *args, **kwargs)
        self.task_state.refresh_from_db()
        asks_again = self.task_state.status == TaskState.STATUS_IN_PROGRESS and (
            request.headers.get("x-requested-with") == "XMLHttpRequest"
        )
        if not asks_again:
            tell(request, self.task_state, self.action_name)
        return response


class ExploradorView(CasillasMixin, ExploreView):
    pass


class BuscadorView(CasillasMixin, SearchView):
    pass


class DeUnTipoView(CasillasMixin, TypeListingView):
    pass


class PaginasViewSet(PortalPageViewSet):
    index_view_class = ExploradorView
    search_view_class = BuscadorView
    content_type_use_view_class = DeUnTipoView
    add_view_class = CreacionView
    edit_view_class = EdicionView
    revisions_revert_view_class = VersionAnteriorView
    workflow_action_view_class = DecisionView
