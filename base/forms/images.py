from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from PIL import Image as PILImage
from wagtail.admin.forms.account import AvatarPreferencesForm
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from .archivos import TitleOfFileMixin


def check_avatars():
    """Look at the picture of oneself as at any other: Wagtail would unpack one of any size."""
    fields = AvatarPreferencesForm.base_fields
    fields["avatar"] = IntactImageField(label=fields["avatar"].label, required=False)


class IntactImageField(WagtailImageField):
    """Refuses a file that starts like an image and cannot be read to its end.

    Uploads break off where connections do; Wagtail would accept such a file, or fail on
    it, and every page that shows it would fail later.
    """

    def to_python(self, data):
        try:
            file = super().to_python(data)
            if file is not None:
                with PILImage.open(file) as image:
                    # A photo is read to its end in little memory: an eighth of its sides.
                    image.draft(None, (1, 1))
                    image.load()
                file.seek(0)
        except (OSError, SyntaxError) as error:
            raise ValidationError(
                _("El archivo está dañado o incompleto. Súbalo otra vez."), code="invalid_image"
            ) from error
        return file


class PortalImageForm(TitleOfFileMixin, BaseImageForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # Not declared in the class: the form of what was uploaded with others has no file, and
        # a declared field would stay in it.
        if field := self.fields.get("file"):
            self.fields["file"] = IntactImageField(
                label=field.label, widget=field.widget, required=field.required
            )
