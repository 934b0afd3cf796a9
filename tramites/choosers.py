from django.utils.translation import gettext_lazy as _

from base.tenancy.choosers import OfferedChooserViewSet

# The one chooser of procedures, for every foreign key to one.
tramite_chooser = OfferedChooserViewSet(
    "tramite_chooser",
    model="tramites.TramitePage",
    icon="form",
    choose_one_text=_("Elegir un trámite"),
    choose_another_text=_("Elegir otro trámite"),
    edit_item_text=_("Editar este trámite"),
)
