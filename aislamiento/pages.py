"""The admin's page views, with lists and choices limited to the user's scope."""

from functools import wraps

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.pages import MoveForm
from wagtail.admin.ui.side_panels import PageStatusSidePanel
from wagtail.admin.views.page_privacy import SetPrivacyView
from wagtail.admin.views.pages.bulk_actions import MoveBulkAction
from wagtail.admin.views.pages.choose_parent import GenericChooseParentView
from wagtail.admin.views.pages.copy import CopyView
from wagtail.admin.views.pages.history import PageHistoryView
from wagtail.admin.views.pages.listing import ExplorableIndexView, GenericPageFilterSet
from wagtail.admin.views.pages.move import MoveChooseDestinationView
from wagtail.admin.views.pages.usage import ContentTypeUseView
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.models import Page, PageLogEntry

from base.sections import SLUG_IS_RESERVED, reserves_slug
from base.tree import in_tree_of

from .choices import ScopedFiltersMixin, ScopedFormMixin
from .menus import is_open, leave_only_allowed
from .references import offer_only_seen
from .scope import scope_of


class PageFilterSet(ScopedFiltersMixin, GenericPageFilterSet):
    """Page filters that offer only the owners, editors and sites that the user sees.

    A user of one portal gets no filter by site.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if scope_of(self.request.user).portal is not None:
            del self.filters["site"]


_more_columns = []


def add_page_column(column, *, annotate, is_shown):
    """Add ``column`` to the list of child pages in the explorer.

    ``annotate`` takes the query set of the pages and returns it with the data of the column.
    ``is_shown`` takes nothing; it is called at each request, and returns whether to show it.
    """
    _more_columns.append((column, annotate, is_shown))


class ExploreView(ExplorableIndexView):
    """Explorer without links to history and usage of pages that the user sees but may not edit."""

    # The explorer never shows the column of the page above, which costs a query.
    base_columns = [each for each in ExplorableIndexView.base_columns if each.name != "parent"]

    @cached_property
    def more_columns(self):
        return [(column, annotate) for column, annotate, is_shown in _more_columns if is_shown()]

    @cached_property
    def explorable_columns(self):
        *columns, navigate = super().explorable_columns
        return [*columns, *(column for column, _annotate in self.more_columns), navigate]

    def annotate_queryset(self, pages):
        # Specific, for the rules of each page type; deferred, as no field of the type is needed.
        pages = super().annotate_queryset(pages).specific(defer=True)
        for _column, annotate in self.more_columns:
            pages = annotate(pages)
        return pages

    @cached_property
    def header_more_buttons(self):
        buttons = super().header_more_buttons
        leave_only_allowed(buttons, self.parent_page, self.request.user)
        return buttons

    def get_history_url(self):
        return super().get_history_url() if self.permissions.can_edit() else None

    def get_side_panels(self):
        page = self.parent_page
        if page.live_revision_id and page.live_revision_id == page.latest_revision_id:
            page.live_revision = page.latest_revision
        panels = super().get_side_panels()
        for panel in panels:
            if isinstance(panel, PageStatusSidePanel) and not self.permissions.can_edit():
                panel.usage_url, panel.history_url = "", None
        return panels


class TypeListingView(ContentTypeUseView):
    """Pages of one type, without links to a closed report or, if it is impossible, to add one."""

    def get_add_url(self):
        chooser = ParentView(model=self.model, request=self.request)
        parents = chooser.get_valid_parent_pages(self.request.user)
        can_add = any(self.model.can_create_at(parent) for parent in parents.iterator())
        return super().get_add_url() if can_add else None

    def get_breadcrumbs_items(self):
        items = super().get_breadcrumbs_items()
        if scope_of(self.request.user).is_total:
            return items
        return [item for item in items if is_open(item["url"])]


class PrivacyView(SetPrivacyView):
    """Form that reserves a page for groups of the user's portal; the province's choice stays."""

    def get_form(self, form_class=None):
        form = super().get_form(form_class)
        chosen = self.restriction.groups.values_list("pk", flat=True) if self.restriction else ()
        offer_only_seen(form.fields["groups"], scope_of(self.request.user), kept=chosen)
        return form


class HistoryView(PageHistoryView):
    """Complete history of one page, without the names of pages that the user does not see.

    The entries in the database do not change: users who work on all portals still read from where a
    page was moved or copied.
    """

    def get_base_queryset(self):
        """Return the entries of the page, with only the last one of repeated saves in one visit.

        Wagtail looks for the last entry among all pages, so an action on several pages at once
        would appear in the history of only one of them.
        """
        entries = PageLogEntry.objects.filter(page=self.object)
        later = entries.filter(
            uuid=OuterRef("uuid"), action=OuterRef("action"), pk__gt=OuterRef("pk")
        )
        return self._annotate_queryset(entries.exclude(Exists(later)))

    def paginate_queryset(self, queryset, page_size):
        paginator, page, entries, has_others = super().paginate_queryset(queryset, page_size)
        scope = scope_of(self.request.user)
        if not scope.is_total:
            entries = list(entries)
            _hide_unseen_places(scope, entries)
        return paginator, page, entries, has_others


_PLACES = ("source", "destination")


def _hide_unseen_places(scope, entries):
    """Remove from the data of ``entries``, in memory, the places outside the scope."""
    named = {place["id"] for entry in entries for place in _places(entry).values()}
    seen = set(scope.filter(Page.objects.filter(pk__in=named)).values_list("pk", flat=True))
    for entry in entries:
        hidden = {name for name, place in _places(entry).items() if place["id"] not in seen}
        entry.data = {name: value for name, value in entry.data.items() if name not in hidden}


def _places(entry):
    return {name: entry.data[name] for name in _PLACES if entry.data.get(name)}


class ParentView(ScopedFormMixin, GenericChooseParentView):
    pass


class StaysInPortalMixin(ScopedFormMixin):
    """View that asks where to put a page or its copy: for every user, only in the same portal."""

    def get_form(self, *args):
        form = super().get_form(*args)
        place = form.fields["new_parent_page"]
        place.queryset = place.queryset.filter(in_tree_of(place.initial.path))
        place.error_messages["invalid_choice"] = _(
            "Una página no se mueve ni se copia a otro portal. Elija un lugar del suyo."
        )
        return form


class LimitsOfCopiesMixin:
    """For forms of copies: the limits of a page, because a draft is saved without being checked."""

    def clean(self):
        cleaned_data = super().clean()
        slug, parent = cleaned_data.get("new_slug"), cleaned_data.get("new_parent_page")
        if slug and parent and reserves_slug(parent, slug):
            self.add_error("new_slug", SLUG_IS_RESERVED)
        return cleaned_data

    def clean_new_title(self):
        return Page._meta.get_field("title").clean(self.cleaned_data["new_title"], self.page)

    def clean_new_slug(self):
        return Page._meta.get_field("slug").clean(self.cleaned_data["new_slug"], self.page)


class CopyDestinationView(StaysInPortalMixin, CopyView):
    """Form of a copy, drawn again if the copy cannot be published as the original is by now."""

    def get_form_class(self):
        return type("CopyPageForm", (LimitsOfCopiesMixin, super().get_form_class()), {})

    def form_valid(self, form):
        try:
            with transaction.atomic():
                return super().form_valid(form)
        except ValidationError as error:
            kinds = [kind for kind in ("alias", "publish_copies") if form.cleaned_data.get(kind)]
            form.add_error((kinds or ["new_title"])[0], _told(error, self.page.specific_class))
            return self.form_invalid(form)


def _told(error, model):
    """Return the messages of ``error``, each with the name of the field of ``model``."""
    return [
        message if name == NON_FIELD_ERRORS else f"{_label(model, name)}: {message}"
        for name, errors in error.update_error_dict({}).items()
        for message in ValidationError(errors).messages
    ]


def _label(model, name):
    return capfirst(model._meta.get_field(name).verbose_name)


class _ReachableForm(MoveForm):
    """Says why a page is not moved where its address is another; the move itself refuses it too."""

    def clean_new_parent_page(self):
        parent, page = self.cleaned_data["new_parent_page"], self.page_to_move
        if not page.is_child_of(parent) and reserves_slug(parent, page.slug):
            raise ValidationError(SLUG_IS_RESERVED)
        return parent


class MoveDestinationView(StaysInPortalMixin, MoveChooseDestinationView):
    form_class = _ReachableForm


class ScopedMoveBulkAction(ScopedFormMixin, MoveBulkAction):
    pass


class PortalPageViewSet(PageViewSet):
    """View set of all page types."""

    filterset_class = PageFilterSet
    index_view_class = ExploreView
    content_type_use_view_class = TypeListingView
    set_privacy_view_class = PrivacyView
    history_view_class = HistoryView
    choose_parent_view_class = ParentView
    copy_view_class = CopyDestinationView
    move_view_class = MoveDestinationView


page_viewset = PortalPageViewSet()


def without_type_of_page(find):
    """Return ``find`` of the view sets of pages, without a query while one set is for all types."""

    @wraps(find)
    def find_view_set(registry, page_id):
        by_type = registry.values_by_class | registry.values_by_exact_class
        known = {*by_type.values(), *registry.values_by_parent_model.values()}
        return known.pop() if len(known) == 1 else find(registry, page_id)

    return find_view_set
