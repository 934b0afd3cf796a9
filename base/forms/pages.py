from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm

from .references import SeenReferencesMixin


class BasePageForm(SeenReferencesMixin, WagtailAdminPageForm):
    """The form of every page type.

    Django compares a field whose default is computed to a hidden copy of itself, which
    the admin does not render: an untouched page would count as edited, and whoever
    approves it as its last editor.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.show_hidden_initial = False

    def clean(self):
        cleaned_data = super().clean()
        slug, parent = cleaned_data.get("slug"), self.parent_page
        reserves_slug = getattr(parent and parent.specific, "reserves_slug", None)
        if slug and reserves_slug and reserves_slug(slug):
            self.add_error("slug", _("El portal usa esa dirección para otra cosa; elija otra."))
        return cleaned_data
