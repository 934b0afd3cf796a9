"""Helpers that create documentos and normas as editors do."""

from datetime import date

from documentos.models import DocumentoPage, Modificacion, NormaPage
from tests.factories import add_page
from transparencia.models import TransparenciaIndexPage


def section(portal):
    return TransparenciaIndexPage.objects.child_of(portal.home).get()


def make_documento(portal, title, *, parent=None, **fields):
    """Return a documento of ``portal``, by default below its section."""
    fields.setdefault("fecha", date(2026, 3, 2))
    fields.setdefault("emisor", "Consejo de la Administración")
    page = add_page(DocumentoPage, parent or section(portal), title=title, **fields)
    return DocumentoPage.objects.get(pk=page.pk)


def make_norma(portal, title, *, modificada_por=(), **fields):
    """Return a norma of ``portal``, published unless ``live=False``."""
    fields.setdefault("fecha", date(2020, 5, 4))

    def fill(page):
        page.modificaciones.set([Modificacion(norma=norma) for norma in modificada_por])

    page = add_page(NormaPage, section(portal), title=title, fill=fill, **fields)
    return NormaPage.objects.get(pk=page.pk)
