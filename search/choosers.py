"""The chooser of the page of a destacado."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.generic import chooser as generic
from wagtail.models import Page

from aislamiento.addresses import describe_chooser, register_addresses
from aislamiento.choosers import OfferedChooserViewSet, TitleFilterForm

from .destacables import seen_by
from .models import Ficha


class _DestacablesMixin:
    filter_form_class = TitleFilterForm
    ordering = ["title", "pk"]

    def get_object_list(self):
        return seen_by(self.request.user)


class DestacableChooseView(_DestacablesMixin, generic.ChooseView):
    pass


class DestacableChooseResultsView(_DestacablesMixin, generic.ChooseResultsView):
    pass


class DestacableChooserViewSet(OfferedChooserViewSet):
    """Chooser of pages that visitors can find; the isolation guard checks their keys as fichas."""

    choose_view_class = DestacableChooseView
    choose_results_view_class = DestacableChooseResultsView
    register_widget = False

    def on_register(self):
        super().on_register()
        register_addresses(describe_chooser(self.url_namespace, Ficha, creates=False))


destacable_chooser = DestacableChooserViewSet(
    "destacable_chooser",
    model=Page,
    icon="pick",
    choose_one_text=_("Elegir una página"),
    choose_another_text=_("Elegir otra página"),
    edit_item_text=_("Editar esta página"),
)
