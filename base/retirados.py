"""Which files are public: those that a public page offers and no section has withdrawn."""

from dataclasses import dataclass
from datetime import date

from base.publicas import publicadas
from base.sections import contributions
from servidor.caches.fragments import fragment
from servidor.rows import pages_that_use


@dataclass(frozen=True)
class Retiro:
    """When and why a file was withdrawn; ``url`` is the public page that explains it, or ""."""

    fecha: date
    motivo: str
    url: str


def withdrawn():
    """Return {key of a document: its :class:`Retiro`} for all withdrawn files; cached."""

    def compute():
        found = {}
        for function in contributions("withdrawn"):
            found |= function()
        return found

    return fragment("archivos-retirados", compute)


def es_publico(document):
    """Return whether everybody may download the document, without a password or an account."""
    is_open = document.pk not in withdrawn() and not document.collection.get_view_restrictions()
    return is_open and any(not page.get_view_restrictions() for page in pages_that_offer(document))


def pages_that_offer(document):
    """Return the published pages that link to the document, private pages included."""
    return publicadas(pages_that_use([document]))
