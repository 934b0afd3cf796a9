from django.utils.translation import gettext_lazy as _

from aislamiento.choosers import OfferedChooserViewSet

# Chooser for all foreign keys to entidades.
entidad_chooser = OfferedChooserViewSet(
    "entidad_chooser",
    model="directorio.EntidadPage",
    icon="site",
    choose_one_text=_("Elegir una entidad"),
    choose_another_text=_("Elegir otra entidad"),
    edit_item_text=_("Editar esta entidad"),
)
