"""Wagtail's page views, where they should say what a decision came to."""

from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.admin.views.pages.edit import EditView
from wagtail.admin.views.pages.revisions import RevisionsRevertView
from wagtail.admin.views.pages.search import SearchView
from wagtail.admin.views.pages.workflow import WorkflowActionView
from wagtail.models import TaskState

from aislamiento.pages import ExploreView, PortalPageViewSet, TypeListingView

from .casillas import CasillasMixin
from .notificaciones import on_comments
from .reglas import may_detach
from .resultados import tell

_QUEUE = "moderacion:cola"  # who decided goes on with what else waits


class ComentariosMixin:
    def send_commenting_notifications(self, changes):
        """Leave the mail to the scheduler, which asks who may still see the page."""
        if any(changes[kind] for kind in ("new_comments", "resolved_comments", "new_replies")):
            on_comments(self.page, self.request.user)


class VersionAnteriorView(ComentariosMixin, RevisionsRevertView):
    pass


class EdicionView(ComentariosMixin, EditView):
    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        if original := self.page.alias_of:
            tester = original.permissions_for_user(self.request.user)
            context["edits_original"] = tester.can_edit()
            context["may_detach"] = may_detach(self.page, self.request.user)
        return context

    def perform_workflow_action(self):
        # What is approved is what the person read, and not what a colleague saved meanwhile.
        if self.workflow_action == "approve" and self.is_out_of_date:
            messages.error(
                self.request,
                _("La página cambió después de que usted la abrió. Léala antes de aprobarla."),
            )
            return redirect("wagtailadmin_pages:edit", self.page.pk)
        self.decided = self.page.current_workflow_task_state
        return super().perform_workflow_action()

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
    def get_redirect_url(self):
        return get_valid_next_url_from_request(self.request) or reverse(_QUEUE)

    def post(self, request, *args, **kwargs):
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
    edit_view_class = EdicionView
    revisions_revert_view_class = VersionAnteriorView
    workflow_action_view_class = DecisionView
