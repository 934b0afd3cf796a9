"""Mixins that limit the choices of forms and filters to the user's scope."""

from django.core.exceptions import ValidationError
from django.forms import ModelChoiceField
from django_filters.filters import QuerySetRequestMixin

from .references import offer_only_seen
from .scope import scope_of


class ScopedFormMixin:
    """View whose form offers, in every choice of records, only those that the user sees.

    A submitted value that the user does not see is removed before the form reads it: a chooser that
    is rendered again with an error would show the title of that record.
    """

    def get_form(self, *args):
        form = super().get_form(*args)
        scope = scope_of(self.request.user)
        for name, field in form.fields.items():
            if isinstance(field, ModelChoiceField):
                offer_only_seen(field, scope)
                if form.is_bound and not _offers(field, form[name].data):
                    form.data = form.data.copy()
                    form.data[form.add_prefix(name)] = ""
        return form


def _offers(field, value):
    try:
        field.to_python(value)
    except ValidationError:
        return False
    return True


class ScopedFiltersMixin:
    """Filter set that offers only the people, portals and workflows that the user sees."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        scope = scope_of(self.request.user)
        for listed in self.filters.values():
            if isinstance(listed, QuerySetRequestMixin):
                listed.queryset = scope.filter(listed.get_queryset(self.request))
