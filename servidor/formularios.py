"""What keeps big forms of the admin cheap, and what lets Wagtail draw a refused form again.

A big form adds few rows, and what its choosers name is read together: Wagtail asks for each object
alone when it reads a form, and again when it draws it. Wagtail fails to draw a form if a hidden
field of it was refused, which only requests written by hand bring about.
"""

from collections import defaultdict
from copy import copy
from functools import wraps

from django.core.exceptions import TooManyFieldsSent
from django.db.models import Prefetch, prefetch_related_objects
from django.forms.formsets import ORDERING_FIELD_NAME
from django.utils.translation import gettext_lazy as _
from wagtail.admin.templatetags.wagtailadmin_tags import avatar_url, user_display_name
from wagtail.blocks import ListBlock, StreamBlock, StructBlock
from wagtail.blocks.base import BlockField, BlockWidget
from wagtail.blocks.field_block import ChooserBlock
from wagtail.images.models import AbstractImage
from wagtail.models import Page

from .claves import as_key
from .rows import give_parents

_TOO_MANY_ROWS = _(
    "Son demasiadas filas nuevas de una vez. Quite algunas, guarde, y añada después las demás."
)


class BigFormMixin:
    """For forms of pages: few new rows, and each stream and what it names is read once."""

    # New rows of each list, where its script stops, and twice as many of all. If the form is
    # refused, each is drawn again, in 5 to 17 ms.
    most_new_rows = 100

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _limit_new_rows(self.formsets.values(), self.most_new_rows)
        self._streams = {}
        if self.is_bound:
            # Not as its data: a preview stores those as they were sent.
            self._data_of_streams = _with_objects(self)

    def _widget_data_value(self, widget, html_name):
        """Return what a field was sent; a stream is read once, not each time somebody asks."""
        if not isinstance(widget, BlockWidget):
            return super()._widget_data_value(widget, html_name)
        if html_name not in self._streams:
            read = widget.value_from_datadict(self._data_of_streams, self.files, html_name)
            self._streams[html_name] = read
        return self._streams[html_name]

    def serialize_comments(self, user):
        """Return the comments as Wagtail does, without its query for ``user`` if there are none."""
        if (formset := self.formsets.get("comments")) and formset.forms:
            for thread in formset.forms:
                thread.is_valid()  # cleans its answers, also if the thread is to be deleted
            return super().serialize_comments(user)
        writer = {"name": user_display_name(user), "avatar_url": avatar_url(user)}
        return {"comments": [], "user": user.pk, "authors": {str(user.pk): writer}}


def _limit_new_rows(formsets, most):
    """Limit the new rows of each list to ``most``; the rows that the page has do not count.

    Raise ``TooManyFieldsSent`` if all of them add more than twice as many: the browser still has
    what was typed, while a form that is drawn again would lack the rows beyond a limit.
    """
    new = 0
    for formset in formsets:
        present = len(formset.get_queryset())
        formset.absolute_max = present + most
        formset.max_num = min(formset.max_num, formset.absolute_max)  # the script stops there
        if not formset.validate_max:  # otherwise the list has a limit of its own to tell
            formset.error_messages = formset.error_messages | {"too_many_forms": _TOO_MANY_ROWS}
        if formset.is_bound:
            new += max(0, formset.total_form_count() - present)
    if new > 2 * most:
        raise TooManyFieldsSent(f"{new} new rows")


def _with_objects(form):
    """Return the data of a form, with the objects themselves where its streams name their keys.

    A widget takes an object as it takes a key. A key that does not exist becomes empty, as Wagtail
    would read it. What is no key stays.
    """
    names = defaultdict(list)
    for name, field in form.fields.items():
        if isinstance(field, BlockField):
            prefix = form.add_prefix(name)
            for model, name_of_chooser in _choosers(field.block, form.data, prefix):
                names[model].append(name_of_chooser)
    data = copy(form.data)
    for model, group in names.items():
        found = _read(model, {data[name] for name in group})
        for name in group:
            # Each block gets its own: an image carries the alternative text of its block.
            data[name] = copy(found[data[name]]) if data[name] in found else ""
        if issubclass(model, AbstractImage):
            # All of them: the chooser shows one size, a preview others.
            sizes = Prefetch("renditions", to_attr="prefetched_renditions")
            prefetch_related_objects([data[name] for name in group if data[name]], sizes)
    return data


def _choosers(block, data, prefix):
    """Yield (model, name in the data) of the choosers in ``block`` that hold a key."""
    match block:
        case ChooserBlock():
            key = data.get(prefix, "")
            if as_key(key) is not None:
                yield block.model_class, prefix
        case StructBlock():
            for name, child in block.child_blocks.items():
                yield from _choosers(child, data, f"{prefix}-{name}")
        case ListBlock():
            for place in _places(data, prefix):
                yield from _choosers(block.child_block, data, f"{place}-value")
        case StreamBlock():
            for place in _places(data, prefix):
                if child := block.child_blocks.get(data.get(f"{place}-type")):
                    yield from _choosers(child, data, f"{place}-value")


def _places(data, prefix):
    count = data.get(f"{prefix}-count", "")
    if count.isdecimal():
        # The middleware has limited the blocks of a form.
        yield from (f"{prefix}-{number}" for number in range(int(count)))


def _read(model, keys):
    """Return {key as text: object}, with what the choosers show of the object."""
    objects = model.objects.filter(pk__in=[int(key) for key in keys])
    if issubclass(model, Page):
        objects = list(objects.specific())
        give_parents(objects)
    found = {object.pk: object for object in objects}
    for object in found.values():
        object._read_with_its_form = True
    return {key: found[int(key)] for key in keys if int(key) in found}


def without_second_reading(clean):
    """Return ``clean`` of choosers in blocks, which does not read again what the form has read."""

    @wraps(clean)
    def clean_read(block, value):
        if not getattr(value, "_read_with_its_form", False):
            return clean(block, value)
        block.field.validate(value)
        block.field.run_validators(value)
        return value

    return clean_read


# --- A form that is drawn again -------------------------------------------------------------------


def with_places(init):
    """Return ``init`` of inline panels, which finds the place of each row in the cleaned data.

    It is not there if it was refused and the row is to be deleted, nor if the row is empty.
    """

    @wraps(init)
    def init_with_places(bound, **kwargs):
        if (form := kwargs["form"]) is not None:
            _give_places(form.formsets[kwargs["panel"].relation_name])
        init(bound, **kwargs)

    return init_with_places


def _give_places(formset):
    is_drawn_again = formset.is_bound and formset.can_order
    for place, row in enumerate(formset.forms if is_drawn_again else (), start=1):
        if ORDERING_FIELD_NAME in row.errors:  # nobody sees the field, so nobody could correct it
            row.data = row.data.copy()
            row.data[row.add_prefix(ORDERING_FIELD_NAME)] = str(place)
        row.cleaned_data.setdefault(ORDERING_FIELD_NAME, place)
