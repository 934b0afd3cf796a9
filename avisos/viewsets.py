"""Admin views that switch the emergency mode on and off, for the province's administrators."""

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import BooleanColumn, ButtonsColumnMixin, Column, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.widgets.button import ListingButton
from wagtail.log_actions import log

from tableros.menu_entries import MenuGroup
from tableros.views import ContadoMixin
from tableros.viewsets import RegistroViewSet

from .models import ModoEmergencia
from .models.emergencia import APAGAR, ENCENDER


class MotivoColumn(ButtonsColumnMixin, TitleColumn):
    def get_buttons(self, instance, parent_context):
        if not instance.esta_vigente:
            return []
        url = reverse("emergencia:delete", args=[instance.pk])
        return [ListingButton(_("Apagar ahora"), url=url)]


class IndexView(ContadoMixin, generic.IndexView):
    add_item_label = gettext_lazy("Encender el modo emergencia")
    counted = gettext_lazy("período"), gettext_lazy("períodos")

    @property
    def columns(self):
        return [
            MotivoColumn("motivo", label=_("Motivo"), get_url=self.get_edit_url),
            BooleanColumn("esta_vigente", label=_("Encendido")),
            Column("nombres", label=_("Portales")),
            Column("empieza", label=_("Empezó")),
            Column("termina", label=_("Termina")),
        ]

    def get_edit_url(self, instance):
        return super().get_edit_url(instance) if instance.esta_vigente else None


class CreateView(generic.CreateView):
    page_title = gettext_lazy("Encender el modo emergencia")
    page_subtitle = page_title
    submit_button_label = gettext_lazy("Encender")
    submit_button_active_label = gettext_lazy("Encendiendo…")
    error_message = gettext_lazy("No se encendió: revise los datos marcados.")
    success_message = gettext_lazy("Se encendió el modo emergencia: «%(object)s».")

    def save_instance(self):
        with transaction.atomic():
            instance = super().save_instance()
            log(
                instance,
                ENCENDER,
                user=self.request.user,
                data={"motivo": instance.motivo, "nombres": instance.nombres},
            )
        return instance


class DeleteView(generic.DeleteView):
    """View that ends the mode and keeps its row, so that the list shows when it was on and why."""

    page_title = gettext_lazy("Apagar el modo emergencia")
    template_name = "avisos/admin/apagar.html"
    success_message = gettext_lazy("Se apagó el modo emergencia: «%(object)s».")

    def delete_action(self):
        with transaction.atomic():
            self.object.switch_off()
            log(
                self.object,
                APAGAR,
                user=self.request.user,
                data={"motivo": self.object.motivo, "nombres": self.object.nombres},
            )


class ModoEmergenciaViewSet(RegistroViewSet):
    model = ModoEmergencia
    is_total = True
    name = "emergencia"
    icon = "warning"
    menu_label = gettext_lazy("Modo emergencia")
    menu_order = 50
    menu_group = MenuGroup.PORTAL
    menu_description = gettext_lazy(
        "Una portada mínima en los portales que se marquen, mientras dure."
    )
    add_to_settings_menu = True
    index_view_class = IndexView
    add_view_class = CreateView
    delete_view_class = DeleteView
