"""The forms of links in the editor, with Spanish labels: Wagtail shows the English field names."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import choosers

_LABELS = {
    "link_text": _("Texto del enlace"),
    "email_address": _("Correo electrónico"),
    "subject": _("Asunto"),
    "body": _("Mensaje"),
    "phone_number": _("Teléfono"),
}


class _LabelledMixin:
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, label in _LABELS.items():
            if name in self.fields:
                self.fields[name].label = label


class _UrlField(choosers.URLOrAbsolutePathField):
    """Wagtail's field, which fails if the form was sent without a value for it."""

    def to_python(self, value):
        return super().to_python(value or "")


class ExternalLinkForm(_LabelledMixin, choosers.ExternalLinkChooserForm):
    url = _UrlField(label=choosers.ExternalLinkChooserForm.base_fields["url"].label)


class AnchorLinkForm(_LabelledMixin, choosers.AnchorLinkChooserForm):
    pass


class EmailLinkForm(_LabelledMixin, choosers.EmailLinkChooserForm):
    pass


class PhoneLinkForm(_LabelledMixin, choosers.PhoneLinkChooserForm):
    pass
