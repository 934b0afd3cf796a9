"""Choosers of pages, images and offered pages; the guard checks the ids that they accept."""

from django import forms
from django.contrib.contenttypes.models import ContentType
from django.db.models import Count
from django.http import Http404
from django.utils.translation import gettext_lazy as _
from taggit.models import Tag, TaggedItem
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.views.chooser import BrowseView
from wagtail.admin.views.generic import chooser as generic
from wagtail.admin.viewsets.chooser import ChooserViewSet
from wagtail.coreutils import resolve_model_string
from wagtail.images.views.chooser import ImageChooserViewSet, ImageChooseView
from wagtail.models import Page
from wagtail.permissions import policy_registry

from base.models import PortalImage

from .addresses import Offered, describe_chooser, register_addresses
from .plain_search import with_words
from .scope import scope_of

_POPULAR = 10


def choosable_pages(pages, request):
    """Limit the page chooser's list and search to the user's scope (a Wagtail hook).

    The pages are read with their states; Wagtail 8.0 queries the states of each row.
    """
    seen = scope_of(request.user).filter(pages)
    # Specific first: the states are prefetched by the type of the rows.
    return seen.specific(defer=True).annotate_approved_schedule().prefetch_workflow_states()


def with_collections(documents, request):
    """Load the collections with the rows of the document chooser (a Wagtail hook)."""
    return documents.select_related("collection")


class PageBrowseView(BrowseView):
    """Page chooser that opens at the top of the pages on which the user works.

    Wagtail's opens at the root of all portals, or at the page above all pages of the wanted type,
    which may be in another portal.
    """

    def get(self, request, parent_page_id=None):
        if parent_page_id is None and not scope_of(request.user).is_total:
            policy = policy_registry.get_by_type(Page)
            top = policy.explorable_root_instance(request.user)
            if top is None:
                raise Http404
            parent_page_id = top.pk
        return super().get(request, parent_page_id)


def popular_tags(user, model):
    """Return the most used tags of the files of ``model`` that ``user`` sees, at most 10."""
    kind = ContentType.objects.get_for_model(model)
    seen = scope_of(user).filter(model.objects.all()).order_by().values("pk")
    used = TaggedItem.objects.filter(content_type=kind, object_id__in=seen)
    return (
        Tag.objects.filter(taggit_taggeditem_items__in=used)
        .annotate(uses=Count("taggit_taggeditem_items"))
        .order_by("-uses", "name")[:_POPULAR]
    )


class OwnTagsChooseView(ImageChooseView):
    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        context["popular_tags"] = popular_tags(self.request.user, self.model)
        return context


class OwnTagsChooserViewSet(ImageChooserViewSet):
    """Wagtail's image chooser without the tags of other portals; only its choose view is used."""

    choose_view_class = OwnTagsChooseView


image_chooser = OwnTagsChooserViewSet("wagtailimages_chooser", model=PortalImage)


class TitleFilterForm(BaseFilterForm):
    """Searches words in titles; search backends reject the subquery of ``Scope.offers``."""

    q = forms.CharField(label=_("Buscar"), required=False)

    def filter(self, objects):
        objects = super().filter(objects)
        if query := self.cleaned_data["q"].strip():
            objects = with_words(objects, ["title"], query)
            self.is_searching, self.search_query = True, query
        return objects


class _OffersMixin:
    filter_form_class = TitleFilterForm
    ordering = ["title", "pk"]

    def get_object_list(self):
        return scope_of(self.request.user).offers(super().get_object_list())


class OfferedChooseView(_OffersMixin, generic.ChooseView):
    pass


class OfferedChooseResultsView(_OffersMixin, generic.ChooseResultsView):
    pass


class OfferedChooserViewSet(ChooserViewSet):
    """Chooser of one page type: pages that the user sees and those the province offers to all."""

    choose_view_class = OfferedChooseView
    choose_results_view_class = OfferedChooseResultsView
    per_page = 20

    def get_urlpatterns(self):
        # A page is created at its place in the tree; Wagtail's create view fails on a POST here.
        return [pattern for pattern in super().get_urlpatterns() if pattern.name != "create"]

    def on_register(self):
        super().on_register()
        offered = Offered(resolve_model_string(self.model))
        register_addresses(describe_chooser(self.url_namespace, offered, creates=False))
