"""Fields that several models have."""

from django.db import models
from wagtail.fields import StreamField


class BlocksField(StreamField):
    """Wagtail's stream of blocks; to migrations it is the JSON that the database keeps.

    Wagtail writes into migrations which blocks there are. Nothing here reads that, and each word
    that changes on a block would be one more migration in every app. A data migration finds lists
    of ``{"type": …, "value": …, "id": …}``, those of blocks that are no more among them.
    """

    def __init__(self, block_types=(), **kwargs):
        # Django copies fields by what migrations know of them: without blocks.
        super().__init__(block_types, **kwargs)

    def deconstruct(self):
        name, _path, _args, kwargs = super(StreamField, self).deconstruct()
        return name, "django.db.models.JSONField", [], kwargs


def reference(
    to, verbose_name=None, *, blank=True, on_delete=models.SET_NULL, related_name="+", **kwargs
):
    """Return a foreign key that may be empty; by default what refers outlives what it names."""
    return models.ForeignKey(
        to,
        verbose_name=verbose_name,
        null=True,
        blank=blank,
        on_delete=on_delete,
        related_name=related_name,
        **kwargs,
    )
