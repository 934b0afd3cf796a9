"""Validation of the profile picture of an account."""

from wagtail.admin.forms.account import AvatarPreferencesForm

from servidor.imagenes import ImagenField


def check_avatars():
    """Validate profile pictures like all images; Wagtail would decompress any size."""
    fields = AvatarPreferencesForm.base_fields
    fields["avatar"] = ImagenField(label=fields["avatar"].label, required=False)
