from django.utils.translation import gettext_lazy as _

from aislamiento.choosers import OfferedChooserViewSet

# The one chooser of norms, for every foreign key to one.
norma_chooser = OfferedChooserViewSet(
    "norma_chooser",
    model="transparencia.NormaPage",
    icon="doc-full",
    choose_one_text=_("Elegir una norma"),
    choose_another_text=_("Elegir otra norma"),
    edit_item_text=_("Editar esta norma"),
)
