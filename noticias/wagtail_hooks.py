from django.utils.translation import gettext_lazy as _
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from .models import CategoriaNoticia


class CategoriaNoticiaViewSet(SnippetViewSet):
    """Only administrators hold the model permissions: the list belongs to all portals."""

    model = CategoriaNoticia
    icon = "tag"
    menu_label = _("Categorías de noticias")
    menu_order = 900
    add_to_settings_menu = True
    copy_view_enabled = False
    list_display = ["nombre", "slug"]
    search_fields = ["nombre"]


register_snippet(CategoriaNoticiaViewSet)
