"""The picture of oneself."""

from wagtail.admin.forms.account import AvatarPreferencesForm

from servidor.imagenes import ImagenField


def check_avatars():
    """Look at the picture of oneself as at any other: Wagtail would unpack one of any size."""
    fields = AvatarPreferencesForm.base_fields
    fields["avatar"] = ImagenField(label=fields["avatar"].label, required=False)
