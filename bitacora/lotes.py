"""Log of bulk changes of files, which Wagtail saves in one query and does not log."""

from wagtail.log_actions import log
from wagtail.models import Collection


def log_batch(action_type, objects, answers):
    """Log a bulk action on images or documents.

    ``objects`` still hold the values before the action; ``answers`` is the form's cleaned data.
    """
    if action_type == "add_to_collection":
        _log_moves(objects, answers["collection"])
    elif action_type == "add_tags":
        for instance in objects:
            _log_change(instance, "tags", "", answers["tags"])


def _log_moves(objects, collection):
    names = dict(
        Collection.objects.filter(pk__in={instance.collection_id for instance in objects})
        .order_by()
        .values_list("pk", "name")
    )
    for instance in objects:
        if instance.collection_id != collection.pk:
            before = names[instance.collection_id]
            _log_change(instance, "collection", before, collection.name)


def _log_change(instance, field, before, after):
    log(instance, "bitacora.editar", data={"cambios": {field: [before, after]}})
