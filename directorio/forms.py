from operator import attrgetter

from django.utils.functional import cached_property
from wagtail.models import Locale

from base.forms.pages import BasePageForm
from base.models import PortalSettings
from base.provincia import es_de_la_provincia

from .jerarquia import why_not_in_tree


class EntidadForm(BasePageForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "tipo" in self.fields:
            tipos = self.fields["tipo"].queryset
            self.fields["tipo"].queryset = tipos.filter(locale=Locale.get_default())
        if served := self.fields.get("municipios_atendidos"):
            served.queryset = served.queryset.filter(tipo=PortalSettings.Tipo.MUNICIPAL)
            served.label_from_instance = attrgetter("nombre")
            if not self._is_provincial:
                # A municipality writes for its own people, only the province for several.
                del self.fields["municipios_atendidos"]

    @cached_property
    def _is_provincial(self):
        place = self.instance.path or (self.parent_page and self.parent_page.path)
        return bool(place) and es_de_la_provincia(place)

    def clean(self):
        cleaned_data = super().clean()
        superior = cleaned_data.get("depende_de")
        if superior is not None and not self.instance.path and self.parent_page:
            # A page that is being created has no place in the tree yet.
            self._refuse_stranger(superior)
        return cleaned_data

    def _refuse_stranger(self, superior):
        if error := why_not_in_tree(self.parent_page.path, superior):
            self.add_error("depende_de", error)
