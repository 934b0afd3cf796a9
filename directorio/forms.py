from django.utils.translation import gettext_lazy as _

from base.forms.pages import BasePageForm
from base.provincia import is_provincial, offer_municipios

from .jerarquia import why_not_in_tree
from .puntos import PuntoField


class EntidadForm(BasePageForm):
    _pasted = ()
    latitud = PuntoField(
        label=_("Latitud, o el lugar copiado de un mapa"),
        required=False,
        help_text=_(
            "Como en 20.02083. O pegue aquí la dirección completa de un mapa, o las dos "
            "coordenadas: la longitud se llena sola."
        ),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if served := self.fields.get("municipios_atendidos"):
            if is_provincial(self):
                offer_municipios(served)
            else:
                # Only the entidades of the province serve other portals.
                del self.fields["municipios_atendidos"]
                del self.fields["atiende_a_todos"]

    def clean(self):
        cleaned_data = super().clean()
        if isinstance(cleaned_data.get("latitud"), tuple):
            cleaned_data["latitud"], cleaned_data["longitud"] = cleaned_data["latitud"]
            self._pasted = ("latitud", "longitud")
        if cleaned_data.get("atiende_a_todos") and "municipios_atendidos" in cleaned_data:
            cleaned_data["municipios_atendidos"] = cleaned_data["municipios_atendidos"].none()
        superior = cleaned_data.get("depende_de")
        if superior is not None and not self.instance.path and self.parent_page:
            # A new page has no path yet, so the model cannot check the tree.
            self._refuse_stranger(superior)
        return cleaned_data

    def get_field_updates_for_resave(self):
        """Add both saved coordinates, so that the open form shows them in place of a pasted one."""
        updates = super().get_field_updates_for_resave()
        return [*updates, *((name, f"{self.cleaned_data[name]:.15g}") for name in self._pasted)]

    def _refuse_stranger(self, superior):
        if error := why_not_in_tree(self.parent_page.path, superior):
            self.add_error("depende_de", error)
