"""What Wagtail Localize takes over from an original, where it takes over too little.

A relation to several that the original has emptied stays as it was in its translations: the
package passes over what is empty.
"""

from functools import wraps

from modelcluster.fields import ParentalManyToManyField
from wagtail_localize import models as localize
from wagtail_localize.fields import get_translatable_fields

_take_over = localize.copy_synchronised_fields


@wraps(_take_over)
def take_over(source, target):
    _take_over(source, target)
    for declared in get_translatable_fields(type(source)):
        field = declared.get_field(type(source))
        if isinstance(field, ParentalManyToManyField) and declared.is_synchronized(source):
            getattr(target, field.name).set(getattr(source, field.name).all())


def install():
    localize.copy_synchronised_fields = take_over
