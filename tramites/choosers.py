from django.conf import settings
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from aislamiento.choosers import OfferedChooseResultsView, OfferedChooserViewSet, OfferedChooseView
from aislamiento.scope import scope_of

_TRAMITE = "tramites.TramitePage"  # the model imports a form, which uses a chooser
_TEXTS = {
    "choose_one_text": _("Elegir un trámite"),
    "choose_another_text": _("Elegir otro trámite"),
    "edit_item_text": _("Editar este trámite"),
}

# Default chooser for foreign keys to a trámite.
tramite_chooser = OfferedChooserViewSet("tramite_chooser", model=_TRAMITE, icon="form", **_TEXTS)


class _PorAdaptarMixin:
    def get_object_list(self):
        """Return the Spanish trámites of the province that the user's portal has not adapted."""
        scope = scope_of(self.request.user)
        canonicos = self.model_class.objects.canonicos().order_by().values("pk")
        # A translated trámite local follows its Spanish page.
        spanish = Q(locale__language_code=settings.LANGUAGE_CODE)
        pages = super().get_object_list().filter(spanish, pk__in=canonicos)
        if scope.portal is None:
            return pages
        locales = self.model_class.locales.rel.related_model
        adapted = scope.filter(locales.objects.exclude(canonico=None))
        return pages.exclude(pk__in=adapted.order_by().values("canonico"))


class PorAdaptarChooseView(_PorAdaptarMixin, OfferedChooseView):
    pass


class PorAdaptarChooseResultsView(_PorAdaptarMixin, OfferedChooseResultsView):
    pass


class PorAdaptarChooserViewSet(OfferedChooserViewSet):
    choose_view_class = PorAdaptarChooseView
    choose_results_view_class = PorAdaptarChooseResultsView
    register_widget = False


por_adaptar_chooser = PorAdaptarChooserViewSet(
    "tramite_por_adaptar_chooser", model=_TRAMITE, icon="form", **_TEXTS
)
