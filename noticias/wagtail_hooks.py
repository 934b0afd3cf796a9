from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from tableros.viewsets import ListaProvincialViewSet

from .models import CategoriaNoticia
from .propuestas import PropuestasViewSet


class CategoriaNoticiaViewSet(ListaProvincialViewSet):
    model = CategoriaNoticia
    menu_label = _("Categorías de noticias")
    menu_order = 900
    menu_description = _("Por las que se busca entre las noticias.")


register_snippet(CategoriaNoticiaViewSet)
hooks.register("register_admin_viewset", PropuestasViewSet)
