"""What the forms of several pages of this app build on."""

from django.utils.translation import gettext as _

from base.forms.pages import BasePageForm
from base.tree import in_tree_of


class ConResumenForm(BasePageForm):
    """Whoever publishes thirty pages of a kind need not find another summary for each."""

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
        """Return what a page without a summary is told in short; its other fields are clean."""
        raise NotImplementedError


def hermanas(page, parent):
    """Return the pages of the kind of ``page`` in the same portal and language, drafts included.

    ``page`` may not have been saved yet: ``parent`` is that below which it is being written.
    """
    place = page.path or parent.path
    found = type(page).objects.filter(in_tree_of(place), locale=page.locale_id or parent.locale_id)
    return found.exclude(pk=page.pk)
