"""Re-encryption of stored texts with a new first key."""

from django.apps import apps
from django.db import models, transaction
from django.db.models.functions import Cast

from .cifrado import CifradoField, decrypt, encrypt_again

_BATCH = 200


def encrypt_texts_again():
    """Encrypt every text of every model with the first key; return how many were changed.

    Texts that the first key decrypts already are skipped, so an interrupted run can be repeated.
    """
    return sum(
        _encrypt_rows_again(model, fields)
        for model in apps.get_models()
        if (fields := [f for f in model._meta.local_fields if isinstance(f, CifradoField)])
    )


def en_tandas(queryset):
    """Yield the rows of ``queryset`` by key, locked in batches of one transaction each."""
    last = 0
    while True:
        with transaction.atomic():
            rows = list(
                queryset.filter(pk__gt=last).order_by("pk").select_for_update(of=("self",))[:_BATCH]
            )
            yield from rows
        if not rows:
            return
        last = rows[-1].pk


def _encrypt_rows_again(model, fields):
    # With ``Cast`` the field does not decrypt the value.
    tokens = {f"token_{f.name}": Cast(f.name, models.TextField()) for f in fields}
    rows = model._base_manager.defer(*(f.name for f in fields)).annotate(**tokens)
    changed = 0
    for row in en_tandas(rows):
        old = {
            f.name: decrypt(token.encode()).decode()
            for f in fields
            if (token := getattr(row, f"token_{f.name}")) and encrypt_again(token.encode())
        }
        if old:
            model._base_manager.filter(pk=row.pk).update(**old)
            changed += len(old)
    return changed
