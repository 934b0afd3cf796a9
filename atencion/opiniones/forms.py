"""Form of the opinions on a page, which hold no identity."""

import re

from django import forms
from django.utils.translation import gettext_lazy as _

from atencion.forms.fields import TextoField

_WORD = re.compile(r"\S+")
# Five digits or more: telephones, bank cards, identity cards.
_NUMBER = re.compile(r"\+?\d(?:[ ./()-]{0,2}\d){4,}")
_MASK = "▒▒▒"
_LONGEST = 1000


def mask(text):
    """Return ``text`` with mail addresses and long numbers masked."""
    return _NUMBER.sub(_MASK, _WORD.sub(_masked_mail, text))


def _masked_mail(word):
    return _MASK if "@" in word[0][1:-1] else word[0]


class OpinionForm(forms.Form):
    buscaba = TextoField(label=_("¿Qué buscaba?"), required=False, max_length=_LONGEST, rows=3)
    fallo = TextoField(
        label=_("¿Qué falló o qué faltó?"), required=False, max_length=_LONGEST, rows=3
    )

    def save(self, opinion):
        """Store the texts, masked; return whether anything was masked."""
        written = [self.cleaned_data["buscaba"], self.cleaned_data["fallo"]]
        opinion.buscaba, opinion.fallo = masked = [mask(text) for text in written]
        opinion.save(update_fields=["buscaba", "fallo"])
        return masked != written
