"""Export of a portal to a ZIP file: its pages as in the database, its images and documents."""

import json
import shutil
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from django.core import serializers
from django.core.serializers.json import DjangoJSONEncoder
from django.utils.timezone import localtime
from wagtail.models import Page

from base.models import PortalDocument, PortalImage
from base.tree import in_tree_of

_PAGES, _FILES, _MISSING = "paginas.jsonl", "archivos.jsonl", "faltan.jsonl"
_CHUNK = 200


def export(record, target):
    """Write the portal of ``record`` to the file ``target``; private content is included.

    Each page is a line of JSON, with its draft if it has one; so is the record of each image or
    document. Return (number of pages, number of files, the images and documents whose files are
    missing on the disk): the records of the missing ones have a list of their own. Raises
    ``OSError`` if the target cannot be written.
    """
    pages = Page.objects.filter(in_tree_of(record.site.root_page.path)).order_by("path")
    files, missing = [], []
    with ZipFile(target, "w", ZIP_DEFLATED) as archive:
        total = 0
        with archive.open(_PAGES, "w", force_zip64=True) as lines:
            for page in pages.specific().iterator(_CHUNK):
                line = json.dumps(_told(page), cls=DjangoJSONEncoder, ensure_ascii=False)
                lines.write(f"{line}\n".encode())
                total += 1
        for model in (PortalImage, PortalDocument):
            for item in _of_portal(model, record):
                (files if _add(archive, item) else missing).append(item)
        archive.writestr(_FILES, _records(files))
        if missing:
            archive.writestr(_MISSING, _records(missing))
    return total, len(files), missing


def _records(items):
    return serializers.serialize("jsonl", items, ensure_ascii=False)


def _told(page):
    told = {"tipo": page._meta.label, "direccion": page.url_path, "publicada": page.live}
    draft = page.get_latest_revision() if page.has_unpublished_changes else None
    return {
        **told,
        "contenido": page.serializable_data(),
        **({"borrador": draft.content} if draft else {}),
    }


def _of_portal(model, record):
    folder = record.coleccion
    within = folder.get_descendants(inclusive=True) if folder else ()
    return model.objects.filter(collection__in=within).order_by("pk").iterator(_CHUNK)


def _add(archive, item):
    """Copy the file of ``item`` unchanged; return False if it is missing on the disk."""
    name = f"archivos/{item._meta.model_name}/{item.pk}-{item.file.name.rpartition('/')[2]}"
    entry = ZipInfo(name, localtime(item.created_at).timetuple()[:6])
    try:
        source = item.file.open("rb")
    except FileNotFoundError:
        return False
    with source, archive.open(entry, "w", force_zip64=True) as copy:
        shutil.copyfileobj(source, copy)
    return True
