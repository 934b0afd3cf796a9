"""Fills a record of any model with marked texts, so that no new model needs a factory."""

import json
import uuid

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import models
from django.utils import timezone
from wagtail.fields import RichTextField, StreamField

from tests.factories import image_bytes

from .streams import raw_value, rich_text

# Texts for fields that do not accept any text: a telephone, a mandate, a period.
_SHAPED = ("22 600000", "XVIII", "2026-T1")
_NUMBERS = (models.IntegerField, models.FloatField, models.DecimalField)


def fill(model, mark, pick, *, fields=None, **given):
    """Return an unsaved record of ``model`` with a value in every field that people fill in.

    ``mark`` makes marked words; ``pick(model)`` returns the key of an object to point to, or None.
    ``fields`` limits the fields; by default all are filled.
    """
    for field in model._meta.concrete_fields if fields is None else fields:
        if field.name not in given and field.attname not in given and _wants_value(field):
            given[field.attname] = value_for(field, mark, pick)
    return model(**given)


def _wants_value(field):
    if field.primary_key or getattr(field, "auto_now", False):
        return False
    if isinstance(field, models.BooleanField):
        return not (field.null or field.has_default())
    if field.choices and field.has_default():
        return False
    is_text = isinstance(field, (models.CharField, models.TextField)) and field.editable
    required = not (field.null or field.blank or field.has_default())
    return required or is_text or (field.is_relation and field.editable)


def value_for(field, mark, pick):
    kind = f"{field.model._meta.model_name}-{field.name}"
    match field:
        case StreamField():
            return json.dumps(raw_value(field.stream_block, pick, mark.text))
        case RichTextField():
            return rich_text(pick, mark.text(kind))
        case models.ForeignKey():
            return pick(field.related_model)
        case _ if field.choices:
            return field.choices[0][0]
        case models.EmailField():
            return f"{mark(kind)}@ejemplo.cu"
        case models.URLField():
            return f"https://ejemplo.cu/{mark(kind)}"
        case models.ImageField():
            return ContentFile(image_bytes((80, 45)), f"{mark(kind)}.jpg")
        case models.FileField():
            return ContentFile(b"Texto", f"{mark(kind)}.txt")
        case models.SlugField():
            return mark(kind)
        case models.CharField() | models.TextField():
            return _word(field, mark, kind)
        case models.BooleanField():
            return True
        case models.JSONField():
            return {"texto": mark.text(kind)}
        case models.DateTimeField():
            return timezone.now()
        case models.TimeField():
            return timezone.localtime().time()
        case models.DateField():
            return timezone.localdate()
        case models.UUIDField():
            return uuid.uuid4()
    if isinstance(field, _NUMBERS):
        return 1
    raise TypeError(f"{field} ({type(field).__name__}): say in tests/aislamiento how it is filled")


def _word(field, mark, kind):
    """Return the first of several texts that the validators of the field accept."""
    texts = (mark.text(kind)[: field.max_length], mark(kind), f"{mark(kind)}@ejemplo.cu", *_SHAPED)
    for text in texts:
        try:
            return field.clean(text, None)
        except ValidationError:
            continue
    if field.has_default():
        return field.get_default()
    raise TypeError(f"{field}: say in tests/aislamiento what text it takes")
