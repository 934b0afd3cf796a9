from itertools import chain

from django.forms import ModelChoiceField
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.documents import get_document_model

from base.sections import reserves_slug

_RESERVED = _(
    "Ese archivo está en una carpeta reservada: quien lea la página no podría abrirlo. Múdelo a "
    "otra carpeta, o elija otro."
)


class BasePageForm(WagtailAdminPageForm):
    """The form of every page type.

    Django compares a field whose default is computed to a hidden copy of itself, which
    the admin does not render: an untouched page would count as edited, and whoever
    approves it as its last editor.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.show_hidden_initial = False
        for name in _files(self):
            if _is_reserved(getattr(self.instance, name)) and not self._is_private():
                self.fields[name].help_text = _RESERVED

    def clean(self):
        cleaned_data = super().clean()
        if "imagen_portada" in self.changed_data and "alt_portada" not in self.changed_data:
            # What was to be seen on another picture; of this one, what it says of itself.
            cleaned_data["alt_portada"] = ""
        slug, parent = cleaned_data.get("slug"), self.parent_page
        if slug and parent and reserves_slug(parent, slug):
            self.add_error("slug", _("El portal usa esa dirección para otra cosa; elija otra."))
        if not self.is_deferred_validation and not self._is_private():
            self._check_files()
        if slug and self._moves_what_is_live(slug):
            self.add_error(
                "slug",
                _(
                    "Debajo de esta página hay otras publicadas, cuya dirección cambiaría. "
                    "Pida el cambio a la moderación."
                ),
            )
        return cleaned_data

    def rows(self, name):
        """The rows of an inline panel that somebody has filled in and not taken out."""
        formset = self.formsets[name]
        formset.is_valid()  # what is taken out is known once the rows are cleaned
        return [
            form
            for form in formset.forms
            if not (formset.can_delete and formset._should_delete_form(form))
            and (form.instance.pk or form.has_changed())
        ]

    def _is_private(self):
        page = self.instance if self.instance.pk else self.parent_page
        return page is not None and page.get_view_restrictions().exists()

    def _check_files(self):
        """Whoever reads the page is to get its files: not from a folder that is reserved."""
        rows = (self.rows(name) for name, set_ in self.formsets.items() if _files(set_.form))
        for form in chain([self], *rows):
            for name in _files(form):
                if _is_reserved(form.cleaned_data.get(name)):
                    form.add_error(name, _RESERVED)

    def _moves_what_is_live(self, slug):
        """Whether saving a draft under ``slug`` changes addresses that citizens know.

        The address of a live page changes when it is published; that of a draft at once,
        and with it those of the pages below.
        """
        page = self.instance
        if page.pk is None or page.live:
            return False
        if page.permissions_for_user(self.for_user).decides_what_is_public:
            return False
        changes = not type(page).objects.filter(pk=page.pk, slug=slug).exists()
        return changes and page.get_descendants().live().exists()


def _files(form):
    """The names of the fields of ``form``, or of a class of them, that choose a document."""
    fields = getattr(form, "fields", form.base_fields)
    return [
        name
        for name, field in fields.items()
        if isinstance(field, ModelChoiceField) and field.queryset.model is get_document_model()
    ]


def _is_reserved(file):
    return bool(file and file.collection.get_view_restrictions().exists())
