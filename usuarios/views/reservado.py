"""Views that ask for the shared password of a page or of the files of a folder.

They replace Wagtail's views at the same URLs, which do not limit guesses.
"""

from django.conf import settings
from django.shortcuts import get_object_or_404, redirect, resolve_url
from django.template.response import TemplateResponse
from django.utils.decorators import method_decorator
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.generic import FormView
from wagtail.models import CollectionViewRestriction, Page, PageViewRestriction

from usuarios.forms import ReservadoForm

from .limites import LimitedMixin


@method_decorator(never_cache, name="dispatch")
class ReservadoView(LimitedMixin, FormView):
    form_class = ReservadoForm
    model = None

    def get_initial(self):
        return {"return_url": self.request.GET.get("return_url", "")}

    def get_form_kwargs(self):
        self.restriction = get_object_or_404(self.model, pk=self.kwargs["restriction_id"])
        return super().get_form_kwargs() | {"instance": self.restriction, "request": self.request}

    def form_valid(self, form):
        self.restriction.mark_as_passed(self.request)
        url = form.cleaned_data["return_url"]
        is_own = url_has_allowed_host_and_scheme(
            url, self.request.get_host(), self.request.is_secure()
        )
        return redirect(url if is_own else resolve_url(settings.LOGIN_REDIRECT_URL))


class PaginaReservadaView(ReservadoView):
    model = PageViewRestriction

    def render_to_response(self, context):
        page = get_object_or_404(Page, pk=self.kwargs["page_id"]).specific
        return page.serve_password_required_response(
            self.request, context["form"], self.request.path
        )


class CarpetaReservadaView(ReservadoView):
    model = CollectionViewRestriction

    def render_to_response(self, context):
        context["action_url"] = self.request.path
        return TemplateResponse(self.request, "wagtaildocs/password_required.html", context)
