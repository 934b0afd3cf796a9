"""Log entries as rows for the list and the export, read one batch at a time."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime

from django.contrib.auth import get_user_model
from django.db.models import OuterRef, Q, Subquery, prefetch_related_objects
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.models import CollectionMember, ModelLogEntry, Page, PageLogEntry, Revision

from aislamiento.log_entries import slugs_of
from aislamiento.scope import scope_of
from equipos.gestion import Gestion
from equipos.roles import ADMINISTRADORES, MODERADORES

from .actions import changes_of, name_of_type
from .alcance import DETAILS, Alcance

Usuario = get_user_model()


@dataclass(frozen=True)
class Asiento:
    """One row of the list: who did what, on which object, when and in which portal."""

    momento: datetime
    accion: str
    objeto: str
    tipo: str
    portal: str
    persona: str
    detalles: list = field(default_factory=list)
    url: str = ""
    diferencias_url: str = ""


class LectorDeAsientos:
    """Reader that turns log entries into rows for the user of ``alcance``."""

    def __init__(self, alcance):
        self.alcance = alcance
        self.user = alcance.user
        self.scope = scope_of(alcance.user)

    def read(self, rows):
        """Return an ``Asiento`` for each pair (log model, primary key) of ``rows``, in order."""
        lote = self.lote(rows)
        return [lote.row(entry) for entry in lote.entries]

    def lote(self, rows):
        """Return the batch of the entries of ``rows``, in the same order."""
        keys = defaultdict(list)
        for log_model, key in rows:
            keys[log_model].append(key)
        entries = {log_model: _entries(log_model, keys[log_model]) for log_model in keys}
        return _Lote(self, [entries[log_model][key] for log_model, key in rows])


def with_addresses(view, rows):
    """Return the log entries of ``rows`` of Wagtail's history, with the addresses of the objects.

    What the rows show is read for all of them at once, as in the log.
    """
    lectura = LectorDeAsientos(Alcance(view.request.user))
    lote = lectura.lote([(view.log_models[row["log_model_index"]], row["pk"]) for row in rows])
    prefetch_related_objects(lote.entries, "user__wagtail_userprofile")
    for entry in lote.entries:
        entry.edit_url = lote.url(entry)
    return lote.entries


def _entries(log_model, keys):
    found = log_model.objects.select_related("content_type")
    if log_model is PageLogEntry:
        found = found.select_related("revision").annotate(previous_revision=Subquery(_previous()))
    return found.in_bulk(keys)


def _previous():
    earlier = Revision.objects.filter(
        base_content_type=OuterRef("revision__base_content_type"),
        object_id=OuterRef("revision__object_id"),
        pk__lt=OuterRef("revision"),
    )
    return earlier.order_by("-pk").values("pk")[:1]


class _Lote:
    """Related data of one batch of entries; the number of queries does not grow with the rows."""

    def __init__(self, lectura, entries):
        self.alcance = lectura.alcance
        self.scope = lectura.scope
        self.user = lectura.user
        self.entries = entries

    def row(self, entry):
        return Asiento(
            momento=entry.timestamp,
            accion=str(self._message(entry)),
            detalles=self._details(entry),
            objeto=entry.label,
            tipo=capfirst(name_of_type(entry.content_type)),
            portal=self._portal(entry),
            persona=self._person(entry),
            url=self.url(entry),
            diferencias_url=self._differences_url(entry),
        )

    def _message(self, entry):
        if entry.action == _EDITED:
            return _("Se cambiaron datos")  # the details list the fields
        # The message names a page of another portal, which only the province may read.
        if entry.data.get("cruza") and not self.scope.is_total:
            return capfirst(str(entry.formatter.label))
        return entry.message

    def _portal(self, entry):
        own = self.alcance.portales
        names = [own[slug] for slug in slugs_of(entry) if slug in own]
        if not names and isinstance(entry, PageLogEntry):
            # The first pages of a portal were logged before its settings existed: use the tree.
            page = self._records.get((entry.content_type_id, str(entry.page_id)))
            names = self.alcance.names_by_path(page.path) if page else []
        return ", ".join(names) or _("Todos los portales")

    # --- Details -------------------------------------------------------------------------

    @cached_property
    def _details_by_record(self):
        uuids = {entry.uuid for entry in self.entries if entry.uuid}
        found = self.alcance.entries(ModelLogEntry).filter(uuid__in=uuids, action__in=DETAILS)
        details = defaultdict(list)
        for entry in found.select_related("content_type").order_by("pk"):
            details[_record(entry)].append(entry)
        return details

    def _details(self, entry):
        comment = entry.comment
        lines = [_("Comentario: %(texto)s") % {"texto": comment}] if comment else []
        lines += changes_of(entry)
        if entry.action not in DETAILS and isinstance(entry, ModelLogEntry) and entry.uuid:
            for detail in self._details_by_record[_record(entry)]:
                if detail.action not in _SAID_ANYWAY:
                    lines += changes_of(detail) or [str(detail.message)]
        return lines

    # --- People ----------------------------------------------------------------------------

    @cached_property
    def _people(self):
        ids = {entry.user_id for entry in self.entries}
        return self.scope.filter(Usuario.objects.all()).in_bulk(ids - {None})

    def _person(self, entry):
        if entry.user_id is None:
            if entry.uuid is None:
                return _("El sistema (orden de consola o tarea programada)")
            return _("Sin sesión iniciada")
        person = self._people.get(entry.user_id)
        if person is not None:
            return person.get_full_name() or person.get_username()
        if self.scope.is_total:
            return _("Usuario eliminado (%(numero)d)") % {"numero": entry.user_id}
        return self._roles.get(entry.user_id) or _("Persona de fuera del portal")

    @cached_property
    def _roles(self):
        """Return {user id: role} of the provincial staff whose names the user may not see."""
        strangers = {entry.user_id for entry in self.entries} - {None} - self._people.keys()
        staff = Usuario.objects.filter(pk__in=strangers)
        roles = {}
        for groups, role in (
            (Q(groups__name=MODERADORES), _("Moderación provincial")),
            (
                Q(groups__name=ADMINISTRADORES) | Q(is_superuser=True),
                _("Administración provincial"),
            ),
        ):
            roles |= dict.fromkeys(staff.filter(groups).values_list("pk", flat=True), role)
        return roles

    # --- Links -------------------------------------------------------------------------------

    @cached_property
    def _records(self):
        """Return {(content type id, key): record} of the existing records the user may see."""
        keys = defaultdict(set)
        for entry in self.entries:
            keys[entry.content_type].add(entry.object_id)
        found = {}
        pages = set()
        for content_type, ids in keys.items():
            model = content_type and content_type.model_class()
            if model is not None and issubclass(model, Page):
                pages |= ids
            elif model is not None:
                seen = self._open(model).in_bulk(ids)
                found |= {(content_type.pk, str(key)): record for key, record in seen.items()}
        # Pages of all types at once; deferred, as no field of a type is shown.
        seen = self.scope.filter(Page.objects.filter(pk__in=pages)).specific(defer=True)
        return found | {(page.content_type_id, str(page.pk)): page for page in seen}

    def _open(self, model):
        if model is Usuario:
            return Gestion(self.user).others
        # The permission to edit a file depends on its collection and on who uploaded it.
        is_file = issubclass(model, CollectionMember)
        related = ["collection", "uploaded_by_user"] if is_file else []
        return self.scope.filter(model._default_manager.select_related(*related))

    @cached_property
    def _url_finder(self):
        return AdminURLFinder(self.user)

    def url(self, entry):
        record = self._records.get((entry.content_type_id, str(entry.object_id)))
        if record is None:
            return ""
        if isinstance(record, Usuario):
            # The URL finder would query the permission policy for each user.
            return reverse("wagtailusers_users:edit", args=[record.pk])
        return self._url_finder.get_edit_url(record) or ""

    def _differences_url(self, entry):
        previous = getattr(entry, "previous_revision", None)
        if not (previous and entry.content_changed and self.url(entry)):
            return ""
        return reverse(
            "wagtailadmin_pages:revisions_compare",
            args=[entry.page_id, previous, entry.revision_id],
        )


_EDITED = "bitacora.editar"
# Details that are not shown: the entry of the action already says this.
_SAID_ANYWAY = ("bitacora.crear", "bitacora.eliminar")


def _record(entry):
    return entry.uuid, entry.content_type_id, entry.object_id
