"""How the province keeps its lists in the admin."""

from wagtail.snippets.views.snippets import DeleteView, SnippetViewSet


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
    list_display = ["nombre", "slug"]
    search_fields = ["nombre"]
