"""Lists of documentos: all of a portal, their feed, the latest, and those of an entidad."""

from datetime import datetime, time

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from base.del_portal import bajo, hijas, section_model
from base.frame import Frame
from base.listing import Filter, PublicList
from base.nombres import con_idioma
from base.texto import xml_text
from base.tree import in_one_tree
from difusion.feeds import feed_response, new_feed, se_dice_en
from directorio.cards import idioma_de
from directorio.partes import ParteDeEntidad
from servidor.caches.fragments import UNTIL_ANNOUNCED, fragment

from .models import DocumentoPage
from .queries import documentos_de, entidades_con_documentos

FEED_LENGTH = 20
# How many documentos the section and the page of an entidad show.
FEW = 4


class DocumentosList(PublicList):
    """List of the documentos of the portal and of its entidades, with RSS and Atom feeds."""

    path = "documentos/"
    template = "documentos/documentos.html"
    title = gettext_lazy("Documentos")
    formats = ("rss", "atom")
    is_searchable = True
    quoted = "%s"
    seconds = UNTIL_ANNOUNCED
    counted = ngettext_lazy("%(total)d documento", "%(total)d documentos", "total")

    def get_items(self):
        return documentos_de(self.request)

    def get_filters(self):
        kinds, years, issuers = _options(self.page, self.request)
        entities = entidades_con_documentos(self.request)
        named = [(str(pk), name) for pk, name, _paths in entities]
        places = {str(pk): paths for pk, _name, paths in entities}
        return [
            Filter("tipo", kinds, "tipo", _("Todos los tipos")),
            Filter("anio", years, "fecha__year", _("Todos los años")),
            Filter("emisor", issuers, "emisor", _("De cualquiera")),
            Filter(
                "entidad",
                named,
                lambda found, key: found.filter(bajo(places[key])),
                _("Todas las entidades"),
            ),
        ]

    def get_cards(self, items):
        return tarjetas(items, self.request)

    def write(self, formato):
        """Return the feed with the newest documentos; withdrawn documentos are left out."""
        return self.kept(formato, lambda: self._feed(formato))

    def _feed(self, formato):
        feed = new_feed(
            self.request, self.page, formato, subject=self.full_title, query=self.as_query()
        )
        for page in self.found.filter(retirado_el=None)[:FEED_LENGTH]:
            url = page.get_full_url(self.request)
            midnight = timezone.make_aware(datetime.combine(page.fecha, time.min))
            idioma = idioma_de(page, self.request)
            with se_dice_en(idioma):
                feed.add_item(
                    title=xml_text(page.title),
                    link=url,
                    description=xml_text(page.resumen),
                    author_name=xml_text(page.emisor) or self.frame.titulo,
                    unique_id=url,
                    pubdate=midnight,
                    updateddate=page.last_published_at or midnight,
                    categories=[str(page.get_tipo_display())],
                    idioma=idioma,
                )
        # Do not cache text searches: their number has no limit, and the cache must have one.
        return feed_response(feed, self.request, is_remembered=not self.text)


def _url(index, request):
    return f"{index.get_url(request)}documentos/"


def _options(index, request):
    """Return the options of three filters: the types, years and issuers of existing documentos."""

    def compute():
        every = documentos_de(request).order_by()
        rows = every.values_list("tipo", "fecha__year", "emisor").distinct()
        return [set(column) for column in zip(*rows, strict=True)] or [set()] * 3

    kinds, years, issuers = fragment(f"documentos-{index.pk}", compute)
    return (
        [(kind.value, kind.label) for kind in DocumentoPage.Tipo if kind in kinds],
        [(str(year), str(year)) for year in sorted(years, reverse=True)],
        [(issuer, issuer) for issuer in sorted(issuers)],
    )


def tarjetas(documentos, request):
    return [_tarjeta(page, request) for page in documentos]


def _tarjeta(page, request):
    """Return the card; ``idioma`` is empty if the page is in the language of the reader."""
    archivo, idioma = page.archivo_vigente, idioma_de(page, request)
    return {
        "titulo": page.title,
        "url": page.get_url(request),
        "resumen": page.resumen,
        "tipo": page.get_tipo_display(),
        "fecha": page.fecha,
        "emisor": con_idioma(page.emisor, idioma),
        "formato": archivo.file_extension.upper() if archivo else "",
        "tamano": archivo.file_size if archivo else None,
        "retirado_el": page.retirado_el,
        "idioma": idioma,
    }


def resumen(index, request):
    """Return the context of the documentos block in the section: the latest ones."""
    latest = documentos_de(request).filter(retirado_el=None)[:FEW]
    return {"url": _url(index, request), "tarjetas": tarjetas(latest, request)}


def de_la_entidad(entidad, request):
    """Return the part of the page of an entidad with its documentos, or None if it has none."""
    frame = Frame.for_request(request)
    found = hijas(DocumentoPage, entidad, frame).select_related("archivo")
    latest = list(found.order_by("-fecha", "-pk")[: FEW + 1])
    if not latest:
        return None
    section = frame.seccion(section_model(DocumentoPage))
    # The list has no documentos of an entidad of another portal: its page must show all of them.
    is_listed = section is not None and in_one_tree(entidad.path, section.path)
    if len(latest) > FEW and not is_listed:
        latest = list(found.order_by("-fecha", "-pk"))
    is_cut = is_listed and len(latest) > FEW
    return ParteDeEntidad(
        clave="documentos-de-la-entidad",
        titulo=_("Documentos"),
        plantilla="documentos/partes/documentos_de_la_entidad.html",
        contexto={
            "tarjetas": tarjetas(latest[:FEW] if is_cut else latest, request),
            "todos_url": f"{_url(section, request)}?entidad={entidad.pk}" if is_cut else "",
        },
    )
