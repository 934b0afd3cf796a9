"""Forms of avisos and of the emergency mode, and their validation."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm

from base.forms.pages import BasePageForm
from base.models import PortalSettings
from base.provincia import is_provincial, offer_municipios


class AvisoForm(BasePageForm):
    # The form has its own field for the start, so Wagtail's scheduling dialogue is not needed.
    show_schedule_publishing_toggle = False

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.is_provincial = is_provincial(self)
        if self.is_provincial:
            offer_municipios(self.fields["municipios"])
            self.ask_for_scope()
        else:
            # Only the province may publish an aviso in several portals.
            del self.fields["alcance"], self.fields["municipios"]

    def ask_for_scope(self):
        """Offer no default scope, so that the editor has to choose where the aviso is shown."""
        scope = self.fields["alcance"]
        scope.choices = [("", _("Elija dónde")), *scope.choices]
        if not self.instance.pk:
            self.initial["alcance"] = ""

    def clean(self):
        data = super().clean()
        self.check_times(data)
        if self.is_provincial:
            self.check_scope(data)
        if not self.is_deferred_validation:
            self.check_end(data)
        return data

    def check_times(self, data):
        ends = data.get("termina")
        begins = data.get("go_live_at") or self.instance.first_published_at
        if ends and begins and ends <= begins:
            self.add_error("termina", _("Terminaría antes de empezar: corrija una de las dos."))
        elif ends and not begins and ends <= timezone.now():
            self.add_error("termina", _("Esa hora ya pasó: terminaría antes de publicarse."))
        bulletin = data.get("proximo_boletin")
        if bulletin and begins and bulletin <= begins:
            self.add_error("proximo_boletin", _("El próximo boletín es después de que empiece."))

    def check_scope(self, data):
        names_them = data.get("alcance") == "municipios"
        if names_them and not data.get("municipios"):
            self.add_error("municipios", _("Marque al menos un municipio, o elija otro alcance."))
        elif data.get("alcance") and data.get("municipios") and not names_them:
            self.add_error(
                "municipios", _("Hay municipios marcados: quite las marcas o elija ese alcance.")
            )

    def check_end(self, data):
        """Require an end or a reason for having none: avisos that never end lose their effect."""
        if data.get("termina") or data.get("sin_fin") or "termina" in self.errors:
            return
        self.add_error("termina", _("Diga cuándo termina o, más abajo, por qué no se sabe."))


class ModoEmergenciaForm(WagtailAdminModelForm):
    confirmo = forms.BooleanField(
        label=gettext_lazy("Sí, cambiar ahora la portada"),
        help_text=gettext_lazy("La de cada portal marcado."),
        error_messages={"required": gettext_lazy("Confirme que quiere cambiar esas portadas.")},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        chosen = self.fields["portales"]
        chosen.queryset = PortalSettings.objects.en_pie().order_by("-tipo", "nombre")
        chosen.label_from_instance = self._name_of
        if self.instance.pk:
            del self.fields["confirmo"]
        else:
            chosen.initial = chosen.queryset

    @staticmethod
    def _name_of(portal):
        return _("Provincia") if portal.es_provincial else portal.nombre

    def clean_portales(self):
        """Refuse portals already in emergency mode: two modes would show two reasons and ends."""
        chosen = self.cleaned_data["portales"]
        others = type(self.instance).objects.vigentes().exclude(pk=self.instance.pk)
        for other in others.filter(portales__in=chosen).distinct():
            raise ValidationError(
                _("Ya está encendido en %(portales)s («%(motivo)s»): apáguelo antes o cámbielo.")
                % {"portales": other.nombres, "motivo": other.motivo}
            )
        return chosen
