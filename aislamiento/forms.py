"""Forms that reject references to objects of another portal, in fields, blocks and rich text."""

from django.core.exceptions import ValidationError
from django.forms import HiddenInput, ModelChoiceField, ModelMultipleChoiceField
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.widgets import BaseChooser
from wagtail.blocks.base import BlockField
from wagtail.blocks.stream_block import StreamBlockValidationError

from .records import sites_for
from .references import keys, offer_only_seen, references_of, unseen, without
from .scope import scope_of

_REFUSED = _("Lo que eligió aquí no es de su portal o ya no existe. Elija de nuevo.")


class SeenReferencesMixin:
    """Form that rejects references to objects that the user does not see.

    Wagtail's choosers accept any id typed by hand. References that the record had before stay
    valid: somebody who sees more chose them, and the user must be able to save the rest.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self._scope:
            for form in self._all_forms():
                for name, field in form.fields.items():
                    if isinstance(field, ModelChoiceField):
                        if _needs_list(form, field):
                            offer_only_seen(field, self._scope, kept=_chosen(form, name))
                        field.error_messages["invalid_choice"] = _REFUSED

    @cached_property
    def _scope(self):
        """The scope that limits the form, or None if the user is not limited."""
        scope = self.for_user and scope_of(self.for_user)
        return None if not scope or scope.is_total else scope

    def _all_forms(self):
        """Return this form and the forms of its inline rows."""
        return [self, *(row for formset in self.formsets.values() for row in formset.forms)]

    def full_clean(self):
        if self._scope:
            self._known = set().union(*(references_of(form.instance) for form in self._all_forms()))
        super().full_clean()
        self._refuse_unseen(self)

    def is_valid(self):
        if not self.is_bound:  # such as for a preview of which nothing is known: nothing is cleaned
            return False
        is_valid = super().is_valid()
        for formset in self.formsets.values():
            for row in formset.forms:
                self._refuse_unseen(row)
                # A deleted row is not saved, so its errors do not count.
                is_thrown_away = formset.can_delete and formset._should_delete_form(row)
                is_valid = is_valid and (is_thrown_away or not row.errors)
        return is_valid

    def _refuse_unseen(self, form):
        """Add an error to every unseen reference, and render the form again without that reference.

        Also removes a choice that does not exist at all: widgets look it up by its key.
        """
        if not form.is_bound:
            return
        for name, field in form.fields.items():
            if isinstance(field, ModelChoiceField) and name in form.errors:
                offered = _offered(field, form[name].data)
                form.data = form.data.copy()
                form.data.setlist(form.add_prefix(name), offered)
        if self._scope:
            self._refuse_unseen_within(form)

    def _refuse_unseen_within(self, form):
        """Add the errors of unseen references in blocks and rich text."""
        extractors = {
            field.name: field.extract_references
            for field in form.instance._meta.fields
            if hasattr(field, "extract_references")
        }
        for name, field in form.fields.items():
            if name in extractors and (value := form[name].data) is not None:
                refused = unseen(self._scope, keys(extractors[name](value)) - self._known)
                if refused:
                    _mark(form, name, value, refused)
                    shown = without(value, refused)
                    field.bound_data = lambda data, initial, shown=shown: shown


def _needs_list(form, field):
    """Return whether the choices of ``field`` must be limited: if submitted, or if it lists them.

    A chooser that is only rendered has no choices: it queries them when it is opened. The hidden
    key of an inline row has none either.
    """
    return form.is_bound or not isinstance(field.widget, (BaseChooser, HiddenInput))


def _chosen(form, name):
    """Return the keys that a choice field held before, as a list."""
    field = form.fields[name]
    value = field.prepare_value(form.get_initial_for_field(field, name))
    return value if isinstance(value, list) else [value]


def _offered(field, sent):
    """Return the submitted keys of a choice field that may be rendered again, as a list."""
    if not isinstance(field, ModelMultipleChoiceField):
        try:
            field.clean(sent)
        except ValidationError:
            return [""]
        return [sent]
    offered = {str(key) for key in field.queryset.values_list("pk", flat=True)}
    return [key for key in sent if str(key) in offered]


def _mark(form, name, value, refused):
    """Add the error to the blocks that hold a refused reference, and keep the other errors."""
    refusal = ValidationError(_REFUSED, code="unseen")
    if not isinstance(form.fields[name], BlockField):
        form.add_error(name, refusal)
        return
    blocks, others = {}, None
    if name in form.errors:
        [error] = form.errors.pop(name).as_data()
        blocks = dict(getattr(error, "block_errors", {}))
        others = getattr(error, "non_block_errors", [error])
    for index, child in enumerate(value):
        if not keys(child.block.extract_references(child.value)).isdisjoint(refused):
            blocks[index] = refusal
    form.add_error(name, StreamBlockValidationError(blocks, others))


def refuse_unseen(model):
    """Add :class:`SeenReferencesMixin` to the base form class of ``model``."""
    form_class = model.base_form_class
    if not issubclass(form_class, SeenReferencesMixin):
        model.base_form_class = type(form_class.__name__, (SeenReferencesMixin, form_class), {})


class SeenReferencesForm(SeenReferencesMixin, WagtailAdminModelForm):
    pass


class DelPortalForm(SeenReferencesForm):
    """Form that asks for the portal of a new record if there is a choice; it is fixed later."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        sites = sites_for(type(self.instance), self.for_user, "add").order_by("site_name")
        self.fields["site"].queryset = sites
        if self.instance.pk:
            del self.fields["site"]
        elif len(sites) == 1:
            self.instance.site = sites[0]
            del self.fields["site"]
