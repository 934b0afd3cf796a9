"""Account settings of moderators: how often they are notified."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.account import BaseSettingsPanel, notifications_tab

from moderacion.models import ModeracionTask

from .models import PreferenciaDeNotificaciones


class PreferenciaForm(forms.ModelForm):
    class Meta:
        model = PreferenciaDeNotificaciones
        fields = ["pausa"]
        widgets = {"pausa": forms.RadioSelect}


class NotificacionesPanel(BaseSettingsPanel):
    name = "notificaciones"
    title = _("Cada cuánto se le avisa")
    tab = notifications_tab
    order = 200
    form_class = PreferenciaForm

    def is_active(self):
        return ModeracionTask.objects.filter(active=True, groups__user=self.user).exists()

    def get_form(self):
        preference = PreferenciaDeNotificaciones.objects.filter(user=self.user).first()
        data = self.request.POST if self.request.method == "POST" else None
        return PreferenciaForm(
            data,
            instance=preference or PreferenciaDeNotificaciones(user=self.user),
            prefix=self.name,
        )
