"""The rows of every table, the portal of each row, and the changes that a request made."""

import re

from django.apps import apps
from django.contrib.auth import get_user_model
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.core.exceptions import ValidationError
from django.db import connection
from wagtail.models import ReferenceIndex, Revision

_WRITE = re.compile(
    r'^\s*(?:INSERT(?: OR \w+)? INTO|UPDATE|DELETE FROM)\s+"?(\w+)"?', re.IGNORECASE
)
# Pairs of columns that name an object without a foreign key.
_PAIRS = (("content_type", "object_id"), ("to_content_type", "to_object_id"))


def models_by_table():
    """Return {table: model}; sessions are left out, since their data belongs to the browser."""
    tables = {
        model._meta.db_table: model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy and model is not Session
    }
    existing = set(connection.introspection.table_names())
    return {table: model for table, model in tables.items() if table in existing}


def read(table, model):
    """Return {key: {column: value}} of the rows of ``table``."""
    columns = [field.column for field in model._meta.local_concrete_fields]
    names = ", ".join(connection.ops.quote_name(column) for column in columns)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {names} FROM {connection.ops.quote_name(table)}")
        rows = cursor.fetchall()
    key = columns.index(model._meta.pk.column)
    return {row[key]: dict(zip(columns, row, strict=True)) for row in rows}


class Tables:
    """The rows of the whole database after each stage of filling it.

    A row belongs to the stage in which it first appeared.
    """

    def __init__(self):
        self.models = models_by_table()
        self.rows = {}
        self.stage = {table: {} for table in self.models}

    def stage_ends(self, name):
        """Assign every row that is new since the last stage to the stage ``name``."""
        self.rows = {table: read(table, model) for table, model in self.models.items()}
        for table, rows in self.rows.items():
            for key in rows:
                self.stage[table].setdefault(key, name)

    def keys(self, model, name):
        """Return the keys of the rows of ``model`` that belong to ``name``, oldest first."""
        if model._meta.proxy:
            model = model._meta.concrete_model
        owners = self.stage.get(model._meta.db_table, {})
        return [key for key, owner in owners.items() if owner == name]

    def owner(self, model, key):
        """Return the stage of an object; None if it was created after all stages."""
        root = model._meta.concrete_model
        table = self.stage.get(root._meta.db_table, {})
        if key in table:
            return table[key]
        try:
            return table.get(root._meta.pk.to_python(str(key)))
        except ValidationError:
            return None

    def changes(self, tables, *, own):
        """Yield (table, what) for forbidden changes of rows in ``tables``.

        Foreign rows must not change. Rows of ``own`` and new rows may change, but must not point to
        foreign objects.
        """
        for table in tables:
            model = self.models[table]
            before, after = self.rows[table], read(table, model)
            for key in before.keys() | after.keys():
                old, new = before.get(key), after.get(key)
                if old == new:
                    continue
                owner = self.stage[table].get(key, own)
                if owner != own:
                    what = "deleted" if new is None else "changed"
                    yield table, f"{what} a row of {owner}"
                elif new is not None:
                    yield from self._references(table, model, old or {}, new, own)

    def _references(self, table, model, old, new, own):
        strangers = self._strangers(own)
        if new.get("is_superuser") and not old.get("is_superuser"):
            yield table, "makes somebody a superuser"
        # Members of a group of the province work on all portals.
        closed = strangers | {SHARED} if model is get_user_model().groups.through else strangers
        for field in model._meta.local_concrete_fields:
            value, target = new[field.column], field.related_model
            if target is None or value is None or value == old.get(field.column):
                continue
            if self.owner(target, value) in closed:
                yield table, f"{field.name} points to a foreign {target.__name__}"
        for type_name, id_name in self._pairs(model):
            target = new.get(f"{type_name}_id"), new.get(id_name)
            if target != (old.get(f"{type_name}_id"), old.get(id_name)) and None not in target:
                to = ContentType.objects.get_for_id(target[0]).model_class()
                if to and self.owner(to, target[1]) in strangers:
                    yield table, f"{id_name} names a foreign {to.__name__}"
        if model is Revision:
            yield from self._content(new, strangers)

    def _strangers(self, own):
        everybody = {owner for owners in self.stage.values() for owner in owners.values()}
        return everybody - {own, SHARED}

    @staticmethod
    def _pairs(model):
        names = {field.name for field in model._meta.local_concrete_fields}
        declared = [
            (field.ct_field, field.fk_field)
            for field in model._meta.private_fields
            if isinstance(field, GenericForeignKey)
        ]
        return [pair for pair in {*_PAIRS, *declared} if names.issuperset(pair)]

    def _content(self, row, strangers):
        """Yield the foreign objects that a new revision names: drafts have no reference index."""
        revision = Revision.objects.get(pk=row["id"])
        version = revision.as_object()
        for type_id, pk, path, _content_path in ReferenceIndex._extract_references_from_object(
            version
        ):
            to = ContentType.objects.get_for_id(type_id).model_class()
            if self.owner(to, pk) in strangers:
                yield "wagtailcore_revision", f"{path} names a foreign {to.__name__}"


SHARED = "shared"  # rows from before the first portal was filled


class WriteLog:
    """Records the tables that statements write to; installed as an execute wrapper."""

    def __init__(self):
        self.tables = set()

    def __call__(self, execute, sql, params, many, context):
        if match := _WRITE.match(sql):
            self.tables.add(match[1])
        return execute(sql, params, many, context)
