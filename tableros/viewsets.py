"""How lists and other records that are no pages are kept in the admin."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import LocaleColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.snippets.views.snippets import DeleteView, SnippetViewSet

from aislamiento.records import OwnRecordMixin, kept_by


class DeleteFromListView(DeleteView):
    """Tells who deletes an entry that came into use meanwhile how it is, not of missing rights."""

    def form_valid(self, form):
        if self.usage.is_protected:
            return self.render_to_response(self.get_context_data(form=form))
        return super().form_valid(form)


class ListaProvincialViewSet(SnippetViewSet):
    """A :class:`base.models.ListaProvincial`, kept under the settings of the admin.

    Only administrators hold the model permissions: the list belongs to all portals.
    """

    icon = "tag"
    add_to_settings_menu = True
    copy_view_enabled = False
    delete_view_class = DeleteFromListView
    delete_template_name = "base/admin/eliminar_de_lista.html"
    # Every entry is there once in each language.
    idioma = LocaleColumn(label=_("Idioma"))
    list_display = ["nombre", idioma, "slug"]
    search_fields = ["nombre"]


class RegistroViewSet(ModelViewSet):
    """Records to which nothing refers: there is no page of their usage."""

    add_to_reference_index = False
    copy_view_enabled = False
    left_out = frozenset({"usage"})

    def get_urlpatterns(self):
        return [
            pattern for pattern in super().get_urlpatterns() if pattern.name not in self.left_out
        ]

    def get_common_view_kwargs(self, **kwargs):
        missing = {f"{name}_url_name": None for name in self.left_out}
        return super().get_common_view_kwargs(**{**missing, **kwargs})


class OwnIndexView(generic.IndexView):
    def get_base_queryset(self):
        return kept_by(self.request.user, "change", super().get_base_queryset())


class OwnEditView(OwnRecordMixin, generic.EditView):
    pass


class OwnDeleteView(OwnRecordMixin, generic.DeleteView):
    pass


class DelPortalViewSet(RegistroViewSet):
    """Records that belong to a site, kept by those who have the right for it.

    Their model has a ``SitePermissionPolicy``. Wagtail's page of the history would name the people
    of the province; the log of changes does not, and has the same.
    """

    left_out = frozenset({"usage", "history", "history_results"})

    index_view_class = OwnIndexView
    edit_view_class = OwnEditView
    delete_view_class = OwnDeleteView
