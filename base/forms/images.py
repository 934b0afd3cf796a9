from django.utils.translation import gettext_lazy as _
from wagtail.images.forms import BaseImageForm

from base.alternativo import check
from servidor.imagenes import ImagenField

from .archivos import TitleOfFileMixin


class PortalImageForm(TitleOfFileMixin, BaseImageForm):
    """Requires the alternative text wherever the form shows that field.

    If several files are uploaded at once, Wagtail stores them first and asks for the text later.
    Without a ``user`` the form replays data sent before: the text is not required.
    """

    def __init__(self, *args, user=None, **kwargs):
        super().__init__(*args, user=user, **kwargs)
        # Not declared in the class: Wagtail's form for the second step of a multiple upload has no
        # file, and a declared field would remain in it.
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
