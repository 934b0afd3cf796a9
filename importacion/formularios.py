"""The form of the page editor, to be filled with the rows of a file."""

from django.conf import settings
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.datastructures import MultiValueDict
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels.base import get_form_for_model
from wagtail.models import COMMENTS_RELATION_NAME


class SinCamposMixin:
    """Turns model errors on fields that the form does not have into errors of the whole form."""

    most_new_rows = settings.IMPORTACION_MAX_FILAS  # as many as a file has: nothing is drawn

    def add_error(self, field, error):
        if field is None and hasattr(error, "error_dict"):
            for name, errors in error.error_dict.items():
                known = name == NON_FIELD_ERRORS or name in self.fields
                super().add_error(name if known else None, ValidationError(errors))
        else:
            super().add_error(field, error)


class Formularios:
    """Builds the forms of one page type, without the fields that only work on a screen."""

    def __init__(self, importador):
        self.modelo = importador.modelo
        options = self.modelo.get_edit_handler().get_form_options()
        formsets = {
            name: formset | {"form": _tolerant(formset.get("form", WagtailAdminModelForm))}
            for name, formset in options["formsets"].items()
            if name != COMMENTS_RELATION_NAME
        }
        self._class = get_form_for_model(
            self.modelo,
            form_class=_tolerant(self.modelo.base_form_class),
            **options | {"formsets": formsets},
        )

    def unbound(self, objeto, parent):
        """Return the form without data, and without a user, since only its values are read."""
        return self._without_streams(self._class(instance=objeto, parent_page=parent))

    def bound(self, lectura, objeto, parent, user):
        """Return the form with the data of ``lectura``, as if ``user`` had sent it."""
        sent = MultiValueDict()
        for name, value in lectura.data.items():
            sent.setlist(name, value if isinstance(value, list) else [value])
        form = self._class(sent, instance=objeto, parent_page=parent, for_user=user)
        # A form that compares its page with others skips these: ``contradicciones`` checks them.
        form.del_mismo_archivo = lectura.contexto.del_mismo_archivo
        for (relacion, index), row in lectura.unsaved.items():
            form.formsets[relacion].forms[index].instance = row
        return self._without_streams(form)

    def _without_streams(self, form):
        """Remove the fields of blocks and rich text, which need the scripts of the editor."""
        for each in (form, *(row for rows in form.formsets.values() for row in rows.forms)):
            for field in each.instance._meta.fields:
                if hasattr(field, "extract_references"):
                    each.fields.pop(field.name, None)
        return form


def _tolerant(form_class):
    return type(form_class)(form_class.__name__, (SinCamposMixin, form_class), {})
