"""The form of the admin with what its browser had kept, drawn by its own view.

Texts of streams, rows, choosers and rich text are put back as after a form that was refused: the
browser sends what it kept to the address of the form, with a mark, and the view is asked with GET,
so that nothing is done with it; the forms that it makes meanwhile take it as what was sent. They
are cleaned as ever (nobody gets to see what belongs to another portal), but nothing is said of
what lacks: the person is not done yet.
"""

from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps

from django.forms.forms import BaseForm
from django.forms.formsets import BaseFormSet
from django.forms.utils import ErrorDict, ErrorList
from django.http import QueryDict
from django.template.response import SimpleTemplateResponse
from django.utils.datastructures import MultiValueDict

MARK = "copia-recuperar"  # the id of the copy, as static_src/js/formularios.js sends it

_kept = ContextVar("kept", default=None)


class Kept:
    """What a browser had kept of the form of this request, and the forms that took it."""

    def __init__(self, data):
        self.data = data
        self.forms = []
        self.is_prepared = False

    def fill(self, form, is_its_own):
        # What is made later would not be cleaned.
        if is_its_own and not form.is_bound and not self.is_prepared:
            form.data, form.files, form.is_bound = self.data, MultiValueDict(), True
            self.forms.append(form)

    def prepare(self, response):
        """Clean the forms and forget what is wrong with them; what is in them is not saved."""
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
    """Turn ``request``, which sent what was kept, into one for the form; return the copy."""
    data = request.POST.copy()
    del data[MARK]
    request._post, request._files = QueryDict(), MultiValueDict()
    request.method = request.META["REQUEST_METHOD"] = "GET"
    return Kept(data)


def install():
    """Let all forms and formsets look for what was kept, and answers prepare them."""
    _after_init(BaseForm, _names_of_form)
    _after_init(BaseFormSet, lambda formset: [f"{formset.prefix}-TOTAL_FORMS"])
    _before_render()


def _names_of_form(form):
    return map(form.add_prefix, form.fields)


def _after_init(form_class, get_names):
    init = form_class.__init__

    @wraps(init)
    def filled(self, *args, **kwargs):
        init(self, *args, **kwargs)
        if kept := _kept.get():
            kept.fill(self, any(name in kept.data for name in get_names(self)))

    form_class.__init__ = filled


def _before_render():
    # Wagtail draws its answers within the view: no middleware sees them before.
    render = SimpleTemplateResponse.render

    @wraps(render)
    def prepared(self):
        if (kept := _kept.get()) and not self.is_rendered:
            kept.prepare(self)
        return render(self)

    SimpleTemplateResponse.render = prepared
