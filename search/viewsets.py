"""Admin screens of the synonyms and the destacados."""

import django_filters
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.widgets import AdminAutoHeightTextInput
from wagtail.models import Site

from aislamiento.choices import ScopedFiltersMixin
from tableros.menu_entries import MenuGroup
from tableros.viewsets import DelPortalViewSet, OwnIndexView, RegistroViewSet

from .choosers import destacable_chooser
from .forms import DestacadoForm, SinonimoForm
from .models import Destacado, Ficha, Sinonimo


class PalabrasCreateView(generic.CreateView):
    """Create view whose form starts with the words that the report sends in the URL."""

    def get_initial(self):
        given = super().get_initial()
        field = self.model._meta.get_field(self.words_field)
        if words := self.request.GET.get("palabras", "")[: field.max_length]:
            given[self.words_field] = words
        return given


class SinonimoCreateView(PalabrasCreateView):
    words_field = "expresiones"


class SinonimoViewSet(RegistroViewSet):
    model = Sinonimo
    name = "sinonimos"
    icon = "tag"
    menu_label = _("Sinónimos del buscador")
    menu_order = 940
    menu_group = MenuGroup.LISTS
    menu_description = _("Palabras que el buscador toma por la misma.")
    add_to_settings_menu = True
    add_view_class = SinonimoCreateView
    list_display = ["__str__"]
    search_fields = ["expresiones"]
    edit_handler = ObjectList(
        [FieldPanel("expresiones", widget=AdminAutoHeightTextInput)], base_form_class=SinonimoForm
    )


class DestacadosFilterSet(ScopedFiltersMixin, WagtailFilterSet):
    site = django_filters.ModelChoiceFilter(
        label=_("Portal"), queryset=Site.objects.order_by("site_name"), empty_label=_("Todos")
    )

    class Meta:
        model = Destacado
        fields = []


class PaginaDestacadaColumn(Column):
    cell_template_name = "search/admin/celda_pagina.html"


class DestacadosIndexView(OwnIndexView):
    @property
    def filterset_class(self):
        return DestacadosFilterSet if self.several else None

    def get_own_columns(self):
        title = self._get_title_column("palabras", TitleColumn)
        return [title, PaginaDestacadaColumn("pagina", label=_("Página"), sort_key="pagina__title")]

    def get_base_queryset(self):
        is_public = Exists(Ficha.objects.filter(pk=OuterRef("pagina")))
        kept = super().get_base_queryset().select_related("pagina")
        return kept.annotate(se_muestra=is_public)


class DestacadoCreateView(PalabrasCreateView):
    words_field = "palabras"


class DestacadoViewSet(DelPortalViewSet):
    model = Destacado
    name = "destacados"
    icon = "pick"
    menu_label = _("Destacados del buscador")
    menu_order = 941
    menu_group = MenuGroup.PORTAL
    menu_description = _("Lo que sale primero cuando se busca una palabra.")
    add_to_settings_menu = True
    index_view_class = DestacadosIndexView
    add_view_class = DestacadoCreateView
    search_fields = ["palabras", "pagina__title"]
    edit_handler = ObjectList(
        [
            FieldPanel("site"),
            FieldPanel("palabras"),
            FieldPanel("pagina", widget=destacable_chooser.widget_class),
            FieldPanel("orden"),
        ],
        base_form_class=DestacadoForm,
    )
