from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from aislamiento.choosers import OfferedChooserViewSet
from tableros.viewsets import ListaProvincialViewSet

from .ley168.reports import PorVencerViewSet
from .models import Obligacion


class ObligacionViewSet(ListaProvincialViewSet):
    model = Obligacion
    menu_label = _("Obligaciones de la Ley 168")
    menu_order = 950
    menu_description = _("Lo que la Ley 168 manda publicar.")
    list_display = ["nombre", ListaProvincialViewSet.idioma, "para", "meses", "base_legal"]


# The chooser for every foreign key to a norma.
norma_chooser = OfferedChooserViewSet(
    "norma_chooser",
    model="documentos.NormaPage",
    icon="doc-full",
    choose_one_text=_("Elegir una norma"),
    choose_another_text=_("Elegir otra norma"),
    edit_item_text=_("Editar esta norma"),
)

register_snippet(ObligacionViewSet)


@hooks.register("register_admin_viewset")
def register_viewsets():
    return [norma_chooser, PorVencerViewSet()]
