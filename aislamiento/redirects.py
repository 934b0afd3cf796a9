"""Redirects of a site: a permission for one site covers only the redirects of that site.

Redirects for all sites and the import of files are left to users who work on all portals.
"""

from contextlib import contextmanager
from urllib.parse import urlencode, urlsplit

from django.db import transaction
from django.forms import RadioSelect
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST
from django_filters import ChoiceFilter
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.contrib.redirects import filters, forms, views
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Site

from .choices import ScopedFiltersMixin
from .forms import SeenReferencesMixin
from .menus import is_open
from .records import OwnIndexMixin, OwnRecordMixin, sites_for
from .redirect_targets import broken, page_at, with_what_is_wrong, wrong_with
from .scope import scope_of

_LONGEST = Redirect._meta.get_field("old_path").max_length


class RedirectFilterSet(ScopedFiltersMixin, filters.RedirectsReportFilterSet):
    # The last filter, because it checks each redirect that the other filters left.
    estado = ChoiceFilter(
        label=gettext_lazy("Estado"),
        method="leading_nowhere",
        choices=[("no-llevan", gettext_lazy("No llevan a ninguna parte"))],
        empty_label=gettext_lazy("Todas"),
        widget=RadioSelect,
    )

    def leading_nowhere(self, queryset, name, value):
        found, left = broken(queryset)
        if left:
            told = ngettext(
                "Queda %(n)d redirección por mirar: vuelva a filtrar para seguir.",
                "Quedan %(n)d redirecciones por mirar: vuelva a filtrar para seguir.",
                left,
            )
            messages.warning(self.request, told % {"n": left})
        return queryset.filter(pk__in=[redirect.pk for redirect in found])


class RedirectForm(SeenReferencesMixin, forms.RedirectForm):
    """Redirect form: from a site of the user to a public page that the user sees.

    Only users who work on all portals may redirect to other sites: people trust a name that ends in
    «gob.cu», wherever it leads.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        scope = scope_of(self.for_user)
        if not scope.is_total:
            action = "change" if self.instance.pk else "add"
            site = self.fields["site"]
            site.queryset = sites_for(Redirect, self.for_user, action)
            site.required, site.empty_label = True, None
            if not scope.paths:
                self._ask_for_addresses()

    def _ask_for_addresses(self):
        """Ask for the public address of the page, because the user sees no pages in the admin."""
        del self.fields["redirect_page"]
        link = self.fields["redirect_link"]
        link.label = _("Dirección de la página")
        link.help_text = _("Abra la página en el portal y copie su dirección aquí.")
        if self.instance.redirect_page_id:
            self.initial["redirect_link"] = self.instance.redirect_page.full_url

    def clean(self):
        cleaned = super().clean()
        self._refuse_other_sites()
        return cleaned

    def _refuse_other_sites(self):
        link, site = self.cleaned_data.get("redirect_link"), self.cleaned_data.get("site")
        was = self.initial.get("redirect_link")
        if not link or not site or link == was or scope_of(self.for_user).is_total:
            return
        if urlsplit(link).hostname != site.hostname:
            refusal = _(
                "Elija una página del portal. A otro sitio solo puede llevar la administración "
                "provincial."
            )
            self.add_error("redirect_link", refusal)

    def _post_clean(self):
        """Check the target once the source is known."""
        super()._post_clean()
        if self.errors:
            return
        self._follow_the_page()
        if reason := wrong_with(self.instance):
            is_chosen = "redirect_page" in self.fields and not self.cleaned_data["redirect_link"]
            self.add_error("redirect_page" if is_chosen else "redirect_link", reason)

    def _follow_the_page(self):
        """Replace the address of a page of the portal by the page itself, which may move later."""
        redirect, link = self.instance, self.cleaned_data.get("redirect_link")
        if "redirect_page" not in self.fields:
            redirect.redirect_page = None
        if redirect.redirect_page_id or not link or not redirect.site_id:
            return
        if page := page_at(link, redirect.site):
            redirect.redirect_page, redirect.redirect_link = page, ""


class TargetColumn(views.RedirectTargetColumn):
    """Wagtail's column shrinks to nothing where a narrow screen stacks the cells of a row."""

    cell_template_name = "aislamiento/celda_hacia.html"


class EstadoDeRedireccionColumn(Column):
    """Shows what is wrong with the target of a redirect now."""

    cell_template_name = "aislamiento/celda_estado.html"


class IndexView(OwnIndexMixin, views.IndexView):
    """List of redirects that marks those whose page is gone or reserved by now."""

    filterset_class = RedirectFilterSet
    columns = [
        *views.IndexView.columns[:-2],
        TargetColumn("redirect_page", label=gettext_lazy("Hacia"), width="30%"),
        EstadoDeRedireccionColumn("estado", label=gettext_lazy("Estado"), width="25%"),
    ]

    def paginate_queryset(self, queryset, page_size):
        paginator, page, shown, is_paginated = super().paginate_queryset(queryset, page_size)
        return paginator, page, with_what_is_wrong(shown), is_paginated

    @cached_property
    def header_more_buttons(self):
        buttons = super().header_more_buttons
        if scope_of(self.request.user).is_total:
            return buttons
        return [button for button in buttons if is_open(button.url)]


@contextmanager
def _one_after_the_other():
    """Keep others from saving redirects for all portals until the end of the block.

    A form looks for an equal one, but no constraint keeps two apart that are saved at once: they
    have no site. Of two, Wagtail would find none, and fail.
    """
    with transaction.atomic():
        # Other records may still refer to the sites meanwhile.
        list(Site.objects.select_for_update(no_key=True).order_by("pk"))
        yield


class OneForAllMixin:
    """Form view that saves one redirect for all portals after the other."""

    def post(self, request, *args, **kwargs):
        if request.POST.get("site"):
            return super().post(request, *args, **kwargs)
        with _one_after_the_other():
            return super().post(request, *args, **kwargs)


@require_POST
def confirm_import(request):
    """Save the redirects of a file, one request after the other.

    Wagtail deletes the file when it has read it, and fails if its form is sent again.
    """
    try:
        with _one_after_the_other():
            return views.process_import(request)
    except FileNotFoundError:
        messages.warning(
            request,
            _("Este archivo ya se importó, o ya no está aquí. Vea la lista antes de repetirlo."),
        )
        return HttpResponseRedirect(reverse("wagtailredirects:index"))


class CreateView(OneForAllMixin, views.CreateView):
    """Form filled in with the path and site of a link (from the report on addresses not found)."""

    form_class = RedirectForm

    def get_initial(self):
        asked = self.request.GET
        path = asked.get("old_path", "")
        known = {"old_path": path} if path.startswith("/") and len(path) <= _LONGEST else {}
        if (site := asked.get("site", "")).isdecimal():
            known["site"] = site
        return super().get_initial() | known

    def get_add_url(self):
        """Return where the form is sent, with the ``next`` URL to go back to."""
        back, url = get_valid_next_url_from_request(self.request), super().get_add_url()
        return f"{url}?{urlencode({'next': back})}" if back else url

    def get_success_url(self):
        return get_valid_next_url_from_request(self.request) or super().get_success_url()


class EditView(OneForAllMixin, OwnRecordMixin, views.EditView):
    form_class = RedirectForm


class DeleteView(OwnRecordMixin, views.DeleteView):
    pass
