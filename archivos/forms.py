"""Forms of images and documents that send changes to moderation if citizens see the file.

Every form that edits a file must derive from one of the two, so that none bypasses moderation.
"""

from pathlib import PurePath
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail.models import Collection

from aislamiento.offered_files import Usos, usos
from base.forms.documents import PortalDocumentForm
from base.forms.images import PortalImageForm
from base.fotos import prepare
from equipos.roles import PUBLISH_OWN_EDITS

from .cambios import send, tell_urgent


class EsperaMixin:
    """Sends the change of a file that citizens see to moderation, and leaves the file as it is.

    Without ``user``, the form saves at once: it applies a cambio that was approved.
    """

    address: str  # name of the URL where one file is edited
    # Fields that citizens never see.
    internos = frozenset()

    def __init__(self, *args, user=None, **kwargs):
        super().__init__(*args, user=user, **kwargs)
        self.user = user

    @cached_property
    def usos(self):
        return usos(self.instance) if self.instance.pk else Usos()

    @cached_property
    def _is_seen(self):
        """Whether citizens would see any of the changed fields at once."""
        return bool(self.user and self.instance.pk and self._public_changes() and self.usos)

    @property
    def is_urgent(self):
        return self._is_seen and self.user.has_perm(PUBLISH_OWN_EDITS)

    @property
    def espera(self):
        """Whether saving sends the change to moderation."""
        return self._is_seen and not self.is_urgent

    def clean(self):
        cleaned_data = super().clean()
        # The form for several files has no place to say that a change waits for moderation.
        if "file" not in self.fields and not self.errors and self.espera:
            raise ValidationError(
                format_html(
                    '{} <a href="{}">{}</a>',
                    _(
                        "Los ciudadanos ven este archivo, y lo que cambie espera a que lo apruebe "
                        "otra persona. Cámbielo en su propio formulario."
                    ),
                    reverse(self.address, args=[self.instance.pk]),
                    _("Ir al archivo"),
                )
            )
        return cleaned_data

    def save(self, commit=True):
        if self.espera:
            self.instance.refresh_from_db()  # drop the new values: the file does not change
            send(
                self.instance,
                datos={name: self[name].data for name in self.changed_data if name != "file"},
                file=self.cleaned_data["file"] if "file" in self.changed_data else None,
                user=self.user,
            )
            return self.instance
        with transaction.atomic():
            saved = self._save(commit)
            if self.is_urgent:
                tell_urgent(saved, user=self.user)
        return saved

    def _save(self, commit):
        """Save; delete a replaced file only after the transaction commits."""
        old, self.original_file = self.original_file, None  # or Wagtail deletes it at once
        if not (commit and old and "file" in self.changed_data):
            return super().save(commit)
        self._keep_apart()
        saved = super().save(commit)
        transaction.on_commit(lambda: old.storage.delete(old.name))
        return saved

    def _keep_apart(self):
        """Give the new file a path of its own, so that it does not replace the old file."""

    def _public_changes(self):
        changes = set(self.changed_data) - self.internos
        if "collection" in changes and not self._changes_privacy():
            changes.remove("collection")  # citizens do not notice the new folder
        return changes

    def _changes_privacy(self):
        before = Collection.objects.get(pk=self.initial["collection"])
        return privacy(before) != privacy(self.cleaned_data["collection"])


def privacy(collection):
    """Return the primary keys of the view restrictions that apply to a folder, as a set."""
    return set(collection.get_view_restrictions().values_list("pk", flat=True))


class ImagenForm(EsperaMixin, PortalImageForm):
    # No public page shows the title of an image.
    internos = frozenset({"title"})
    address = "wagtailimages:edit"

    def _save(self, commit):
        saved = super()._save(commit)
        if commit and "file" in self.changed_data:
            saved.renditions.all().delete()
            if usos(saved):
                prepare(saved)
        return saved


class DocumentoForm(EsperaMixin, PortalDocumentForm):
    address = "wagtaildocs:edit"

    def _keep_apart(self):
        # In a folder of its own, because the URL that citizens have ends with the file name.
        file = self.instance.file
        file.name = f"{uuid4().hex[:6]}/{PurePath(file.name).name}"
