"""Presentation of a documento: its page and its schema.org data."""

from django.utils.formats import date_format

from base.compartir import share_page
from base.frame import Frame
from base.json_ld import organization
from base.presentation import Presentation

from .models import DocumentoPage


class DocumentoPresentation(Presentation):
    model = DocumentoPage

    @property
    def search_date(self):
        return self.page.fecha

    def get_context(self, request):
        return {"compartir": share_page(self.page, request)}

    def get_card_facts(self):
        return str(self.page.get_tipo_display()), date_format(self.page.fecha, "DATE_FORMAT")

    def get_json_ld(self, request):
        """Return the documento as ``Report``; without its file if it was withdrawn."""
        page, frame = self.page, Frame.for_request(request)
        url = page.get_full_url(request)
        data = {
            "@type": "Report",
            "@id": f"{url}#documento",
            "name": page.title,
            "description": page.resumen,
            "url": url,
            "datePublished": page.fecha.isoformat(),
            "author": {"@type": "GovernmentOrganization", "name": page.emisor},
            "publisher": {"@id": organization(frame)["@id"]},
        }
        if page.numero:
            data["reportNumber"] = page.numero
        if archivo := page.archivo_vigente:
            data["encoding"] = {
                "@type": "MediaObject",
                "contentUrl": frame.absolute(archivo.url),
                "encodingFormat": archivo.content_type,
            }
            if archivo.file_size:
                data["encoding"]["contentSize"] = str(archivo.file_size)
        return [data, *super().get_json_ld(request)]
