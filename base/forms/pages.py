from itertools import chain, count

from django.forms import ModelChoiceField
from django.forms.models import ModelChoiceIterator
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.widgets import BaseChooser
from wagtail.documents import get_document_model

from base.alternativo import refuse_cover
from base.sections import SLUG_IS_RESERVED, reserves_slug
from servidor.formularios import BigFormMixin

_RESERVED = _(
    "Ese archivo está en una carpeta reservada: quien lea la página no podría abrirlo. Múdelo a "
    "otra carpeta, o elija otro."
)


class _ChoicesReadOnce(ModelChoiceIterator):
    """Django's iterator with one query: the admin renders the list twice, once for its script."""

    def __iter__(self):
        if not hasattr(self, "_choices"):
            self._choices = list(super().__iter__())
        return iter(self._choices)


def _offer(field):
    """Make ``field`` query its choices once; of a list of the province, only Spanish entries."""
    field.iterator = _ChoicesReadOnce
    originals = getattr(field.queryset.model, "originals", None)
    field.queryset = originals() if originals else field.queryset


def keep(widget, row):
    """Make the chooser ``widget`` use ``row``, already loaded with the page, without a query."""
    if row is not None and isinstance(widget, BaseChooser):
        ask = widget.get_instance
        widget.get_instance = lambda value: row if str(value) == str(row.pk) else ask(value)


class BasePageForm(BigFormMixin, WagtailAdminPageForm):
    """The form of every page type.

    Django compares a field with a computed default to a hidden copy, which the admin does not
    render: an untouched page would count as edited, and the person who approves it as its last
    editor.
    """

    _has_another_cover = False

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.show_hidden_initial = False
            if isinstance(field, ModelChoiceField):
                _offer(field)
                keep(field.widget, self.instance._state.fields_cache.get(name))
        for name in _files(self):
            if _is_reserved(getattr(self.instance, name)) and not self._is_private():
                self.fields[name].help_text = _RESERVED

    def clean(self):
        self._number_slug()
        cleaned_data = super().clean()
        if "imagen_portada" in self.changed_data and "alt_portada" not in self.changed_data:
            # The old text described another image; empty, it is taken from the new image itself.
            cleaned_data["alt_portada"] = ""
            self._has_another_cover = True
        slug, parent = cleaned_data.get("slug"), self.parent_page
        if slug and parent and reserves_slug(parent, slug):
            self.add_error("slug", SLUG_IS_RESERVED)
        if not self.is_deferred_validation:
            self._check_cover(cleaned_data)
            if not self._is_private():
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

    def get_field_updates_for_resave(self):
        """Also update ``alt_portada`` in the open form: else the next save sends the old text."""
        updates = list(super().get_field_updates_for_resave())
        if self._has_another_cover:
            updates.append(("alt_portada", self.instance.alt_portada))
        return updates

    def rows(self, name):
        """Return the forms of an inline panel that are filled in and not marked for deletion."""
        formset = self.formsets[name]
        formset.is_valid()  # deletions are known only after cleaning
        return [
            form
            for form in formset.forms
            if not (formset.can_delete and formset._should_delete_form(form))
            and (form.instance.pk or form.has_changed())
        ]

    def _number_slug(self):
        """Append a number to the slug of a never published page if a sibling has the same slug.

        Only a slug made from the title is numbered; one that the user typed is refused if taken.
        """
        slug, title = self.cleaned_data.get("slug"), self.cleaned_data.get("title", "")
        if slug and slug == slugify(title) and self.instance.first_published_at is None:
            others = self.parent_page.get_children().not_page(self.instance)
            taken = set(others.filter(slug__startswith=slug).values_list("slug", flat=True))
            numbered = (f"{slug}-{number}" for number in count(2))
            free = (address for address in chain([slug], numbered) if address not in taken)
            self.cleaned_data["slug"] = next(free)

    def _is_private(self):
        page = self.instance if self.instance.pk else self.parent_page
        return page is not None and page.get_view_restrictions().exists()

    def _check_files(self):
        """Refuse files from a private folder on a public page: its readers could not open them."""
        rows = (self.rows(name) for name, set_ in self.formsets.items() if _files(set_.form))
        for form in chain([self], *rows):
            for name in _files(form):
                if _is_reserved(form.cleaned_data.get(name)):
                    form.add_error(name, _RESERVED)

    def _check_cover(self, cleaned_data):
        """Refuse to publish a cover without a valid alternative text."""
        cover = cleaned_data.get("imagen_portada")
        if cover is None or "alt_portada" not in self.fields or self.has_error("alt_portada"):
            return
        if why_not := refuse_cover(cover, cleaned_data["alt_portada"]):
            self.add_error("alt_portada", why_not)

    def _moves_what_is_live(self, slug):
        """Return whether saving a draft under ``slug`` changes addresses that citizens know.

        A live page changes its address on publication; a draft as soon as it is saved, together
        with the addresses of the published pages below.
        """
        page = self.instance
        if page.pk is None or page.live:
            return False
        if page.permissions_for_user(self.for_user).decides_what_is_public:
            return False
        changes = not type(page).objects.filter(pk=page.pk, slug=slug).exists()
        return changes and page.get_descendants().live().exists()


def _files(form):
    """Return the names of the document fields of ``form``, which may also be a form class."""
    fields = getattr(form, "fields", form.base_fields)
    return [
        name
        for name, field in fields.items()
        if isinstance(field, ModelChoiceField) and field.queryset.model is get_document_model()
    ]


def _is_reserved(file):
    return bool(file and file.collection.get_view_restrictions().exists())
