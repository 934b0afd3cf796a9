"""Reads the claves of the pages of a portal, and creates the missing ones."""

from django.db import transaction
from django.utils.text import slugify

from .models import Clave


def keys_of(importador, site):
    """Return {clave: id of the page} for the pages of a portal in the language of the section."""
    pages = dict(
        importador.paginas(site)
        .filter(locale=importador.seccion(site).locale, alias_of=None)
        .order_by("path")
        .values_list("pk", "slug")
    )
    keys = _stored(importador, site, pages)
    missing = pages.keys() - keys.values()
    if missing:
        _give(importador, site, keys, {pk: pages[pk] for pk in pages if pk in missing})
        # Another request may have created some of them at the same time.
        keys = _stored(importador, site, pages)
    return keys


def _stored(importador, site, pages):
    rows = Clave.objects.filter(site=site, importador=importador.nombre)
    return {key: page for key, page in rows.values_list("clave", "page") if page in pages}


@transaction.atomic
def _give(importador, site, keys, slugs):
    # Delete the claves of pages that came from another portal, and of pages that left this one.
    Clave.objects.filter(page__in=slugs).delete()
    gone = Clave.objects.filter(site=site, importador=importador.nombre)
    gone.exclude(page__in=list(keys.values())).delete()
    taken, new = set(keys), []
    for pk, slug in slugs.items():
        base = key = slugify(slug)[:70] or str(pk)
        number = 1
        while key in taken:
            number += 1
            key = f"{base}-{number}"
        taken.add(key)
        new.append(Clave(site=site, importador=importador.nombre, clave=key, page_id=pk))
    Clave.objects.bulk_create(new, ignore_conflicts=True)
