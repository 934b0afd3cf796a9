from django.utils.functional import cached_property

from base.forms.pages import BasePageForm

from . import consultas


class EntidadForm(BasePageForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "tipo" in self.fields:
            tipos = self.fields["tipo"].queryset
            self.fields["tipo"].queryset = tipos.filter(locale__language_code="es")
        if not self._is_provincial:
            # The people of a municipality are served by what they write; only the province
            # writes for several.
            self.fields.pop("municipios_atendidos", None)

    @cached_property
    def _is_provincial(self):
        place = self.instance.path or (self.parent_page and self.parent_page.path)
        return bool(place) and consultas.es_de_la_provincia(place)

    def clean(self):
        cleaned_data = super().clean()
        superior = cleaned_data.get("depende_de")
        if superior is not None and not self.instance.path and self.parent_page:
            # A page that is being created has no place in the tree yet.
            self._refuse_stranger(superior)
        return cleaned_data

    def _refuse_stranger(self, superior):
        if error := consultas.why_not_in_tree(self.parent_page.path, superior):
            self.add_error("depende_de", error)
