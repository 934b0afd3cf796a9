from django.utils.translation import gettext_lazy as _
from wagtail.snippets.models import register_snippet

from base.viewsets import ListaProvincialViewSet

from .models import CategoriaNoticia


class CategoriaNoticiaViewSet(ListaProvincialViewSet):
    model = CategoriaNoticia
    menu_label = _("Categorías de noticias")
    menu_order = 900


register_snippet(CategoriaNoticiaViewSet)
