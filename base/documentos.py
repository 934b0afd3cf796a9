"""A file to download is as public as the pages that offer it, until one of them withdraws it."""

from dataclasses import dataclass
from datetime import date

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page, ReferenceIndex

from base.publicas import publicadas
from base.sections import contributions
from servidor.caches.fragments import fragment


@dataclass(frozen=True)
class Retiro:
    """Since when a file is not given, and why; ``url`` is the public page that tells it, if any."""

    fecha: date
    motivo: str
    url: str


def withdrawn():
    """Return {key: :class:`Retiro`} of all files that are not given any more."""

    def compute():
        found = {}
        for function in contributions("withdrawn"):
            found |= function()
        return found

    return fragment("archivos-retirados", compute)


def es_publico(document):
    """Whether everybody may have it, without a password or an account."""
    is_open = document.pk not in withdrawn() and not document.collection.get_view_restrictions()
    return is_open and any(not page.get_view_restrictions() for page in pages_that_offer(document))


def pages_that_offer(document):
    """The published pages that offer the file, reserved ones too."""
    uses = ReferenceIndex.get_references_to(document)
    of_pages = uses.filter(base_content_type=ContentType.objects.get_for_model(Page))
    return publicadas(
        Page.objects.filter(pk__in=list(of_pages.values_list("object_id", flat=True)))
    )
