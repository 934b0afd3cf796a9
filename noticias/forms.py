"""Form of an event, with a field whose input differs from its stored value."""

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from base.forms.pages import BasePageForm


class DiasDeLaSemanaField(forms.MultipleChoiceField):
    """Field for days of the week, shown as checkboxes and stored as «1,3»."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **kwargs):
        choices = [(str(day), capfirst(name)) for day, name in WEEKDAYS.items()]
        super().__init__(choices=choices, **kwargs)

    def prepare_value(self, value):
        return value.split(",") if isinstance(value, str) else value

    def clean(self, value):
        return ",".join(sorted(super().clean(value)))

    def has_changed(self, initial, data):
        return super().has_changed(self.prepare_value(initial or ""), data)


class EventoForm(BasePageForm):
    dias_de_la_semana = DiasDeLaSemanaField(
        label=_("Qué días de la semana"),
        required=False,
        help_text=_("Si se repite por semanas. Sin marcar ninguno, el mismo del primer día."),
    )
