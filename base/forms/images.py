from django.utils.translation import gettext_lazy as _
from wagtail.images.forms import BaseImageForm

from base.alternativo import check
from servidor.imagenes import ImagenField

from .archivos import TitleOfFileMixin


class PortalImageForm(TitleOfFileMixin, BaseImageForm):
    """Asks for the alternative text wherever it shows the field.

    Of several files sent at once it comes afterwards: until then they are kept without one.
    Without a ``user`` what was sent before is filled in again, and nobody is there to answer.
    """

    def __init__(self, *args, user=None, **kwargs):
        super().__init__(*args, user=user, **kwargs)
        # Not declared in the class: the form of what was uploaded with others has no file, and
        # a declared field would stay in it.
        if field := self.fields.get("file"):
            self.fields["file"] = ImagenField(
                label=field.label, widget=field.widget, required=field.required
            )
        is_shown = not self.is_bound or self.add_prefix("description") in self.data
        if user and is_shown and (field := self.fields.get("description")):
            field.required = True
            field.error_messages["required"] = _("Diga qué se ve en la imagen.")
            field.validators.append(check)
            field.help_text = _(
                "Qué se ve, para quien no puede verla: se lee en voz alta. Por ejemplo: «Vecinos "
                "siembran árboles en el parque Los Libertadores»; no «IMG_2041» ni «foto del acto»."
            )
