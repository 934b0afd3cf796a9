"""Model fields that several models use."""

from django.db import models
from wagtail.fields import StreamField


class BlocksField(StreamField):
    """Wagtail's ``StreamField`` that migrations see as a ``JSONField``.

    Wagtail writes the block types into migrations. Nothing here reads them, and each changed word
    of a block would need a migration in every app. A data migration finds lists of ``{"type": …,
    "value": …, "id": …}``, including blocks of types that no longer exist.
    """

    def __init__(self, block_types=(), **kwargs):
        # Django copies a field with the arguments of ``deconstruct``: without blocks.
        super().__init__(block_types, **kwargs)

    def deconstruct(self):
        name, _path, _args, kwargs = super(StreamField, self).deconstruct()
        return name, "django.db.models.JSONField", [], kwargs


def reference(
    to, verbose_name=None, *, blank=True, on_delete=models.SET_NULL, related_name="+", **kwargs
):
    """Return an optional foreign key; by default, deleting the target sets it to NULL."""
    return models.ForeignKey(
        to,
        verbose_name=verbose_name,
        null=True,
        blank=blank,
        on_delete=on_delete,
        related_name=related_name,
        **kwargs,
    )
