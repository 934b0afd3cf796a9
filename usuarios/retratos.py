"""Validation of the profile picture of an account."""

from servidor.imagenes import ImagenField


def with_checked_avatar(fields):
    """Return the ``fields`` of the form with the picture validated like all images."""
    return fields | {"avatar": ImagenField(label=fields["avatar"].label, required=False)}
