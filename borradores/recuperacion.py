"""Recovery of an admin form from its copia, rendered by the form's own view.

The browser posts the copia to the URL of the form, with the field ``MARK``. The middleware turns
the request into a GET, so the view saves nothing, and binds the forms of the view to the data of
the copia. Streams, rows, choosers and rich text come back as after a form with errors. The forms
are cleaned as always, so nobody sees objects of another portal, but their errors are removed: the
user has not finished writing.
"""

from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps

from django.forms.formsets import BaseFormSet
from django.forms.utils import ErrorDict, ErrorList
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

MARK = "copia-recuperar"  # field with the number of the copia (static_src/js/formularios.js)

_kept = ContextVar("kept", default=None)


class Kept:
    """Data of the copia that this request recovers, and the forms that were bound to it."""

    def __init__(self, data):
        self.data = data
        self.forms = []
        self.is_prepared = False

    def fill(self, form, is_its_own):
        # A form created after ``prepare`` would not be cleaned.
        if is_its_own and not form.is_bound and not self.is_prepared:
            form.data, form.files, form.is_bound = self.data, MultiValueDict(), True
            self.forms.append(form)

    def prepare(self, response):
        """Clean the forms, remove their errors and mark the page as having unsaved changes."""
        self.is_prepared = True
        if "has_unsaved_changes" in (response.context_data or {}):
            response.context_data["has_unsaved_changes"] = True
        for form in self.forms:
            form.is_valid()
        for form in self.forms:
            if isinstance(form, BaseFormSet):
                form._errors = [{} for _ in form.forms]
                form._non_form_errors = ErrorList()
                for row in form.forms:
                    row._errors = ErrorDict()
            else:
                form._errors = ErrorDict()


@contextmanager
def filling_forms(kept):
    token = _kept.set(kept)
    try:
        yield
    finally:
        _kept.reset(token)


def as_get(request):
    """Turn the POST ``request`` with the copia into a GET; return its data as :class:`Kept`."""
    data = request.POST.copy()
    del data[MARK]
    request._post, request._files = QueryDict(), MultiValueDict()
    request.method = request.META["REQUEST_METHOD"] = "GET"
    return Kept(data)


def filled_form(init):
    """Return ``init`` of Django's forms, so that a form is bound to the copia of its request."""
    return _after(init, lambda form: map(form.add_prefix, form.fields))


def filled_formset(init):
    return _after(init, lambda formset: [f"{formset.prefix}-TOTAL_FORMS"])


def _after(init, get_names):
    @wraps(init)
    def filled(self, *args, **kwargs):
        init(self, *args, **kwargs)
        if kept := _kept.get():
            kept.fill(self, any(name in kept.data for name in get_names(self)))

    return filled


def prepared(render):
    """Return ``render`` of template responses, which cleans the forms first.

    Wagtail renders its responses inside the view, before any middleware can see them.
    """

    @wraps(render)
    def render_prepared(self):
        if (kept := _kept.get()) and not self.is_rendered:
            kept.prepare(self)
        return render(self)

    return render_prepared
