"""How the province keeps its lists in the admin."""

from wagtail.snippets.views.snippets import SnippetViewSet


class ListaProvincialViewSet(SnippetViewSet):
    """A :class:`base.models.ListaProvincial`, kept under the settings of the admin.

    Only administrators hold the model permissions: the list belongs to all portals.
    """

    icon = "tag"
    add_to_settings_menu = True
    copy_view_enabled = False
    list_display = ["nombre", "slug"]
    search_fields = ["nombre"]
