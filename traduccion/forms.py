"""Form with the Spanish texts of «Datos del portal», and a field for the translation of each."""

from django import forms
from django.db import transaction
from django.template.defaultfilters import linebreaksbr
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.translation import gettext as _
from wagtail.admin.widgets import AdminAutoHeightTextInput

from base.idiomas import ESPANOL
from base.textos_del_portal import normal, originales

_LONGEST = 600


class TextosDelPortalForm(forms.Form):
    """One field for each text; if it is empty, visitors get the Spanish text, marked as Spanish."""

    def __init__(self, *args, datos, idioma, **kwargs):
        super().__init__(*args, **kwargs)
        self.datos, self.idioma = datos, idioma
        self.textos = originales(datos)
        for texto in self.textos:
            row = self._rows.get(texto.lugar)
            self.fields[texto.lugar] = forms.CharField(
                label=texto.rotulo,
                required=False,
                max_length=_LONGEST,
                initial=row and row.traduccion,
                help_text=format_html(
                    '<span lang="{}">{}</span>', ESPANOL, linebreaksbr(texto.original)
                ),
                widget=AdminAutoHeightTextInput(attrs={"lang": idioma}),
            )
            # The Spanish text that was shown, to notice if it changes meanwhile.
            self.fields[_shown(texto)] = forms.CharField(
                initial=texto.original, strip=False, widget=forms.HiddenInput
            )

    @cached_property
    def _rows(self):
        rows = self.datos.textos_traducidos.filter(idioma=self.idioma)
        return {row.lugar: row for row in rows}

    def renglones(self):
        """Yield the template data of each text."""
        for texto in self.textos:
            row = self._rows.get(texto.lugar)
            yield {
                "campo": self[texto.lugar],
                "mostrado": self[_shown(texto)],
                "cambio": row is not None and row.original != texto.original,
                "antes": row and row.original,
            }

    def clean(self):
        data = super().clean()
        for texto in self.textos:
            if normal(data.get(_shown(texto), "")) != texto.original:
                self.add_error(
                    texto.lugar,
                    _("El texto en español cambió mientras usted escribía. Recargue la página."),
                )
        return data

    @transaction.atomic
    def save(self):
        rows = self.datos.textos_traducidos
        written = {texto: self.cleaned_data[texto.lugar] for texto in self.textos}
        for texto, traduccion in written.items():
            if not traduccion:
                continue
            row = self._rows.get(texto.lugar)
            if row and (row.original, row.traduccion) == (texto.original, traduccion):
                continue
            rows.update_or_create(
                idioma=self.idioma,
                lugar=texto.lugar,
                defaults={"original": texto.original, "traduccion": traduccion},
            )
        kept = [texto.lugar for texto, traduccion in written.items() if traduccion]
        for row in rows.filter(idioma=self.idioma).exclude(lugar__in=kept):
            row.delete()


def _shown(texto):
    return f"{texto.lugar}-original"
