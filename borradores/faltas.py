"""Autosave error message that names the fields that keep a draft from being saved.

The message of Wagtail 8.0.1 only says that the form has an error, not in which field.
"""

from django.utils.text import capfirst, get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

_ANY = "__all__"


def naming_fields(json_error_response):
    def named(self, error_code, error_message):
        form = getattr(self, "form", None)
        if error_code == "validation_error" and form is not None:
            error_message = describe(form) or error_message
        return json_error_response(self, error_code, error_message)

    return named


def describe(form):
    """Return a message that names the empty and the wrong fields of ``form``; "" for none."""
    lacking, wrong = [], []
    found = form.errors.as_data()
    if "title" in found:
        found.pop("slug", None)  # the form makes the slug from the title
    for name, errors in found.items():
        if name != _ANY:
            is_empty = all(error.code == "required" for error in errors)
            (lacking if is_empty else wrong).append(f"«{capfirst(form[name].label)}»")
    for formset in getattr(form, "formsets", {}).values():
        if formset.total_error_count():
            wrong.append(f"«{capfirst(formset.model._meta.verbose_name_plural)}»")
    said = [
        sentence % {"campos": _joined(fields)}
        for sentence, fields in (
            (
                ngettext(
                    "Falta %(campos)s: se guardará cuando lo escriba.",
                    "Faltan %(campos)s: se guardará cuando los escriba.",
                    len(lacking),
                ),
                lacking,
            ),
            (
                ngettext(
                    "Corrija %(campos)s: se guardará cuando esté bien.",
                    "Corrija %(campos)s: se guardará cuando estén bien.",
                    len(wrong),
                ),
                wrong,
            ),
        )
        if fields
    ]
    return (
        " ".join([*said, _("Mientras tanto, lo escrito queda en este navegador.")]) if said else ""
    )


def _joined(fields):
    # In Spanish, «y» becomes «e» before a word that begins with the sound of «i».
    last = fields[-1].lower()
    is_before_i = last.startswith(("«i", "«í", "«hi")) and not last.startswith("«hie")
    return get_text_list(fields, pgettext("y, antes de i", "e") if is_before_i else _("y"))
