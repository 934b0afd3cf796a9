"""View sets for records of the admin that are not pages."""

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, LocaleColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.snippets.views.snippets import DeleteView, SnippetViewSet

from aislamiento.addresses import describe_viewset, register_addresses
from aislamiento.records import OwnIndexMixin, OwnRecordMixin, sites_for

from .menu_entries import MenuEntryMixin, MenuGroup


class DeleteFromListView(DeleteView):
    """Delete view that says if an entry came into use meanwhile, instead of a permission error."""

    def form_valid(self, form):
        if self.usage.is_protected:
            return self.render_to_response(self.get_context_data(form=form))
        return super().form_valid(form)


class ListaProvincialViewSet(MenuEntryMixin, SnippetViewSet):
    """A :class:`base.models.ListaProvincial`, edited in the settings of the admin.

    Only administrators have the model permissions: the list belongs to all portals.
    """

    icon = "tag"
    add_to_settings_menu = True
    menu_group = MenuGroup.LISTS
    copy_view_enabled = False
    delete_view_class = DeleteFromListView
    delete_template_name = "base/admin/eliminar_de_lista.html"
    # Each entry has one record in each language.
    idioma = LocaleColumn(label=_("Idioma"))
    list_display = ["nombre", idioma, "slug"]
    search_fields = ["nombre"]


class RegistroViewSet(MenuEntryMixin, ModelViewSet):
    """Records to which no other record refers, so there is no page of their usage."""

    add_to_reference_index = False
    copy_view_enabled = False
    left_out = frozenset({"usage"})
    # Whether only users who work on all portals may enter.
    is_total = False

    def on_register(self):
        super().on_register()
        register_addresses(describe_viewset(self.url_namespace, self.model, is_total=self.is_total))

    def get_urlpatterns(self):
        return [
            pattern for pattern in super().get_urlpatterns() if pattern.name not in self.left_out
        ]

    def get_common_view_kwargs(self, **kwargs):
        missing = {f"{name}_url_name": None for name in self.left_out}
        return super().get_common_view_kwargs(**{**missing, **kwargs})


class OwnIndexView(OwnIndexMixin, generic.IndexView):
    """Shows the portal of each record if the user edits the records of several portals."""

    @cached_property
    def several(self):
        return len(sites_for(self.model, self.request.user, "change")[:2]) > 1

    @cached_property
    def columns(self):
        site = Column("site.site_name", label=_("Portal"), sort_key="site__site_name")
        return [*self.get_own_columns(), *([site] if self.several else [])]

    def get_own_columns(self):
        return super().columns

    def get_base_queryset(self):
        return super().get_base_queryset().select_related("site")


class OwnEditView(OwnRecordMixin, generic.EditView):
    pass


class OwnDeleteView(OwnRecordMixin, generic.DeleteView):
    pass


class DelPortalViewSet(RegistroViewSet):
    """Records that belong to a site, edited by the users with the permission for that site.

    Their model has a ``SitePermissionPolicy``. Wagtail's history page would name users of the
    province; the log of changes has the same content without those names.
    """

    left_out = frozenset({"usage", "history", "history_results"})

    index_view_class = OwnIndexView
    edit_view_class = OwnEditView
    delete_view_class = OwnDeleteView
