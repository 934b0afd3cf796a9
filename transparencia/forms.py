"""Base form and helper for the forms of several pages of this app."""

from django.utils.translation import gettext as _

from base.forms.pages import BasePageForm
from base.tree import in_tree_of


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


def hermanas(page, parent):
    """Return the other pages of the type of ``page`` in its portal and language, with drafts.

    If ``page`` is not saved yet, ``parent`` is its future parent page.
    """
    place = page.path or parent.path
    found = type(page).objects.filter(in_tree_of(place), locale=page.locale_id or parent.locale_id)
    return found.exclude(pk=page.pk)
