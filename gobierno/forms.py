"""Forms that validate rows against the rest of the page and of the portal."""

from collections import Counter

from django.utils import timezone
from django.utils.translation import gettext as _

from base.del_portal import hermanas
from base.forms.pages import BasePageForm


class ConResumenForm(BasePageForm):
    """Form that fills in an empty summary, as editors may publish thirty pages of one type."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        resumen = self.fields["resumen"]
        resumen.required = False
        resumen.help_text = _("Si lo deja vacío, se escribe solo al guardar.")

    def clean(self):
        data = super().clean()
        if "resumen" in data:
            data["resumen"] = data["resumen"] or self.summary()
        return data

    def summary(self):
        """Return the default summary. It is called after the other fields are cleaned."""
        raise NotImplementedError


class ConsejoPopularForm(ConResumenForm):
    """Form of a consejo popular: the number of a circunscripción must be unique in a portal."""

    def summary(self):
        return _("Quién lo preside, los delegados de cada lugar, y dónde y cuándo atienden.")

    def clean(self):
        cleaned_data = super().clean()
        rows = _numbered(self.rows("circunscripciones"))
        numbers = Counter(row.cleaned_data["numero"] for row in rows)
        taken = self._taken(numbers)
        for row in rows:
            number = row.cleaned_data["numero"]
            if numbers[number] > 1:
                row.add_error("numero", _("Ese número está dos veces en este consejo popular."))
            elif number in taken:
                message = _("La circunscripción %(numero)d ya está en «%(consejo)s».")
                row.add_error("numero", message % {"numero": number, "consejo": taken[number]})
        return cleaned_data

    def _taken(self, numbers):
        others = hermanas(self.instance, self.parent_page)
        model = self.instance.circunscripciones.model
        found = model.objects.filter(page__in=others, numero__in=numbers)
        return dict(found.values_list("numero", "page__title"))


class SesionForm(ConResumenForm):
    """Form of a sesión: acuerdos have valid dates and are unique in their órgano and mandato."""

    def summary(self):
        return _("Qué se trató en la sesión y qué se acordó.")

    def clean(self):
        cleaned_data = super().clean()
        rows = _numbered(self.rows("acuerdos"))
        self._check_numbers(rows, cleaned_data.get("mandato"))
        if fecha := cleaned_data.get("fecha"):
            today = timezone.localdate()
            for row in rows:
                _check_dates(row, fecha, today)
        return cleaned_data

    def _check_numbers(self, rows, mandato):
        numbers = Counter(row.cleaned_data["numero"] for row in rows)
        taken = self._taken(numbers, mandato)
        for row in rows:
            number = row.cleaned_data["numero"]
            if numbers[number] > 1:
                row.add_error("numero", _("Ese número está dos veces en esta sesión."))
            elif number in taken:
                message = _("El acuerdo %(numero)d-%(mandato)s ya está en «%(sesion)s».")
                message %= {"numero": number, "mandato": mandato, "sesion": taken[number]}
                row.add_error("numero", message)

    def _taken(self, numbers, mandato):
        """Return {number: title of the sesión} for the numbers that the órgano already used."""
        organo = self.parent_page or self.instance.get_parent()
        # SesionesImportador compares sesiones that are not saved yet, and reads the órgano here.
        self.instance.organo_del_formulario = organo.pk
        others = type(self.instance).objects.child_of(organo).filter(mandato=mandato)
        model = self.instance.acuerdos.model
        found = model.objects.filter(
            page__in=others.exclude(pk=self.instance.pk), numero__in=numbers
        )
        return dict(found.values_list("numero", "page__title"))


def _check_dates(row, fecha, today):
    data = row.cleaned_data
    done, until = data.get("cumplido_el"), data.get("vence")
    if fecha > today and data.get("estado") == row.instance.Estado.CUMPLIDO:
        row.add_error("estado", _("La sesión aún no se celebró: nada suyo puede estar cumplido."))
    if done and done > today:
        row.add_error("cumplido_el", _("Esa fecha es futura: escriba una de hoy o anterior."))
    elif done and done < fecha:
        row.add_error("cumplido_el", _("Ese día es anterior al de la sesión."))
    if until and until < fecha:
        row.add_error("vence", _("Ese día es anterior al de la sesión."))


def _numbered(rows):
    """Return the valid ``rows`` that have a number."""
    return [row for row in rows if row.is_valid() and row.cleaned_data.get("numero") is not None]
