"""Keys of the pages that stand in a portal, given to those that have none yet."""

from django.db import transaction
from django.utils.text import slugify

from .models import Clave


def keys_of(importador, site):
    """Return {key: id of the page} for every page of a portal's section."""
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
        # Somebody else may have been faster with some of them.
        keys = _stored(importador, site, pages)
    return keys


def _stored(importador, site, pages):
    rows = Clave.objects.filter(site=site, importador=importador.nombre)
    return {key: page for key, page in rows.values_list("clave", "page") if page in pages}


@transaction.atomic
def _give(importador, site, keys, slugs):
    # Whoever moved here from another portal left the old key behind, and whoever left, theirs.
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
