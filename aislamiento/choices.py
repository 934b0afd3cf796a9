"""Lists to choose from, in forms and filters, cut to what the person sees."""

from django.core.exceptions import ValidationError
from django.forms import ModelChoiceField
from django_filters.filters import QuerySetRequestMixin

from .references import offer_only_seen
from .scope import scope_of


class ScopedFormMixin:
    """A view whose form offers in every list of records only those that the person sees.

    What they do not see is taken out before the form looks at it: a chooser that returns
    with an error would show the title of what it holds.
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
    """A set of filters that offers people, portals and workflows only as the person sees them."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        scope = scope_of(self.request.user)
        for listed in self.filters.values():
            if isinstance(listed, QuerySetRequestMixin):
                listed.queryset = scope.filter(listed.get_queryset(self.request))
