"""Wagtail's page views, where they should say what a decision came to."""

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
from .notificaciones import on_comments
from .reglas import may_detach
from .resultados import outcome_of, tell
from .versiones import hold, hold_as_read, version_of

_QUEUE = "moderacion:cola"  # who decided goes on with what else waits
_FORM_IS_OPEN = 7 * 24 * 3600


class ComentariosMixin:
    def send_commenting_notifications(self, changes):
        """Leave the mail to the scheduler, which asks who may still see the page."""
        if any(changes[kind] for kind in ("new_comments", "resolved_comments", "new_replies")):
            on_comments(self.page, self.request.user)


class CreacionView(CreateView):
    """Makes one page of a form, also where the answer to its first save was lost on the way.

    The browser, which does not know that the page is there, sends the form again. It says each
    time under which key its page is to stand among its translations.
    """

    def form_valid(self, form):
        with suppress(ValueError):  # none was sent
            self._take_the_place_of(UUID(self.request.POST.get("creacion", "")))
        return super().form_valid(form)

    def _take_the_place_of(self, key):
        """Give the new page ``key``, and the address of what the same form made under it before.

        Where something else stands under it, it is a page of its own.
        """
        before = Page.objects.filter(translation_key=key).first()
        if before is None:
            self.page.translation_key = key
        elif self._was_just_made(before):
            self.page.translation_key = key
            if self.page.slug.startswith(f"{before.slug}-"):  # numbered, for that one had it
                self.page.slug = before.slug
            before.specific.delete(user=self.request.user)

    def _was_just_made(self, page):
        is_own = page.owner_id == self.request.user.pk
        is_here = page.get_parent().pk == self.parent_page.pk
        is_first = not page.live and page.revisions.count() == 1
        return is_own and is_here and is_first and not page.workflow_states.exists()


def _read_rows(page):
    """Read the lists of rows of ``page`` and what each names, for hooks and form alike."""
    for relation in get_all_child_relations(type(page)):
        rows = getattr(page, relation.get_accessor_name()).get_object_list()
        names = [
            field.name
            for field in relation.related_model._meta.fields
            if field.many_to_one and field.editable and field != relation.field
        ]
        prefetch_related_objects(rows, *names)


def _with_all_it_names(record):
    """Return the page ``record`` as its own type, with whatever its form shows of other rows."""
    model = record.specific_class
    names = [f.name for f in model._meta.local_fields if f.many_to_one]
    pages = model.objects.select_related("locale", "live_revision__user", *names)
    return pages.get(pk=record.pk)


class UnaPorUnaMixin:
    """A form that is taken in for the page as it is now, which nobody else changes meanwhile."""

    @transaction.atomic
    def post(self, request, *args, **kwargs):
        if not hold_as_read(self.real_page_record):
            # Wagtail would write what it read over what somebody did since: over a publication.
            return self.dispatch(request, *args, **kwargs)
        return self._too_late() or super().post(request, *args, **kwargs)

    def _too_late(self):
        """Answer who decides on what waits no more, or takes it back; None to anybody else."""
        data, page = self.request.POST, self.page
        if data.get("action-workflow-action") and not page.workflow_in_progress:
            messages.warning(self.request, outcome_of(page, self.request.user))
            return redirect(self.next_url or _QUEUE)
        if data.get("action-cancel-workflow") and page.current_workflow_state is None:
            text = _("«%(titulo)s» ya no espera: se decidió antes de que usted la retirara.")
            messages.warning(self.request, text % {"titulo": page.get_admin_display_title()})
            return redirect("wagtailadmin_pages:edit", page.pk)
        return None


class VersionAnteriorView(UnaPorUnaMixin, ComentariosMixin, RevisionsRevertView):
    pass


class EdicionView(UnaPorUnaMixin, ComentariosMixin, EditView):
    @cached_property
    def is_out_of_date(self):
        """Whether somebody else has saved since the form was drawn.

        Where the answer to its first save was lost on the way the browser, which does not know of
        that version, sends the form again. It says each time which form it is.
        """
        if not super().is_out_of_date:
            return False
        return not self._form or cache.get(self._form) != version_of(self.real_page_record)

    @cached_property
    def _form(self):
        """The key under which it is kept what the form of this request has saved; may be empty."""
        with suppress(ValueError):
            return f"edicion-{self.request.user.pk}-{UUID(self.request.POST.get('edicion', ''))}"
        return ""

    def save_action(self):
        before = version_of(self.page)
        response = super().save_action()
        if self._form and (saved := version_of(self.page)) != before:
            cache.set(self._form, saved, _FORM_IS_OPEN)
        return response

    def get_object(self):
        """Return the page with what was just read of it, for the form not to read it again.

        Wagtail leaves that behind where there is a draft, and then asks of each button in what
        workflow the page is. A form that is sent may change it.
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
        if self.request.method == "GET":
            page._current_workflow_states = record._current_workflow_states
            page.scheduled_revision = self.scheduled_revision
            _read_rows(page)
        return page

    def get_translations(self):
        """Return what Wagtail does, which reads the path of each to know who may edit it."""
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

    def perform_workflow_action(self):
        self.decided = self.page.current_workflow_task_state
        # What is approved is what the person read, and not what a colleague saved meanwhile.
        if self.workflow_action == "approve" and not self._was_read():
            messages.error(
                self.request,
                _("La página cambió después de que usted la abrió. Léala antes de aprobarla."),
            )
            return redirect("wagtailadmin_pages:edit", self.page.pk)
        return super().perform_workflow_action()

    def _was_read(self):
        """Whether the form names the version that the page has."""
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


class DecisionView(WorkflowActionView):
    """Wagtail's way to decide without looking, which nothing here leads to: it takes the look."""

    def get_redirect_url(self):
        return get_valid_next_url_from_request(self.request) or reverse(_QUEUE)

    @transaction.atomic
    def post(self, request, *args, **kwargs):
        page = hold(self.task_state)
        if page is None or version_of(page) != request.POST.get("version"):
            messages.error(
                request, _("Mire primero qué cambia en la página: no se decide sin haberla visto.")
            )
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
