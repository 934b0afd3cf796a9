"""Writes one piece of an older portal as a draft."""

import re
from html import unescape
from itertools import count

from django.http import QueryDict
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Page

from base.sections import reserves_slug
from mudanza.models import LISTAS, RutaAnterior, Sistema
from mudanza.rutas import con_consulta, normalize
from noticias.models import NoticiaPage

from .archivos import descripcion
from .cuerpo import blocks_of, summary_of, to_document, with_links, without_first_picture
from .enlaces import Enlaces
from .mirada import Suerte, date_of, short

TRAER = "mudanza.traer"  # the action in the log of a page
_LONGEST_TITLE = 255
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")


class Escritor:
    """Writes the pieces that a :class:`Mirador` has looked at."""

    def __init__(self, mirador):
        self.mirador = mirador
        self.contexto, self.archivos = mirador.contexto, mirador.archivos
        self.enlaces = Enlaces(mirador.contexto)

    def write(self, mirada):
        """Create or change the page of a piece; call it within a transaction.

        Raises ``IlegibleError`` if no form can hold the body.
        """
        missing = {}
        blocks, cover = self._body(mirada, missing)
        page = self._page_of(mirada)
        self._fill(page, mirada, blocks, cover)
        blocks, waiting = with_links(blocks, self._links(missing))
        page.cuerpo = page._meta.get_field("cuerpo").to_python(blocks)
        self._save(page, mirada)
        anterior = mirada.anterior
        anterior.page_id, anterior.revision_id = page.pk, page.latest_revision_id
        anterior.huella, anterior.con_enlaces = mirada.huella, waiting > 0
        mirada.tell_missing(missing)
        mirada.check_data()
        if mirada.pieza.version and not self.contexto.idioma_de(mirada.pieza):
            self.mirador.versiones[mirada.pieza.version] = page.pk

    def remember(self, mirada):
        """Save the row of a piece, and the addresses that led to it."""
        anterior, pieza = mirada.anterior, mirada.pieza
        anterior.alias = pieza.alias.lower()[:255]
        anterior.mudanza = self.contexto.mudanza
        anterior.vuelta = self.contexto.mudanza.vuelta
        anterior.save()
        # The addresses of a contact lead to the directory if it was not taken over.
        if anterior.page_id or anterior.es_contacto:
            self._keep_addresses(mirada)

    def _body(self, mirada, missing):
        """Return (blocks, cover image or None); add to ``missing`` the pictures that fail."""
        limpio, archivos = mirada.limpio, self.archivos

        def image_of(source, alt=""):
            image, why_not = archivos.imagen(source, alt)
            if why_not:
                missing[short(source)] = why_not
            return image

        blocks, traido = blocks_of(limpio, lambda number: image_of(limpio.imagenes[number]))
        mirada.perdido.update(traido.perdido)
        pieza = mirada.pieza
        cover = image_of(pieza.imagen, pieza.imagen_alt) if pieza.imagen else None
        if cover:
            blocks = without_first_picture(blocks, cover)
        return blocks, cover

    def _page_of(self, mirada):
        """Return the page to fill: a new one, or the latest revision of the page of the piece."""
        if mirada.suerte == Suerte.CAMBIADA:
            return mirada.anterior.page.specific.get_latest_revision_as_object()
        model = self.contexto.model_of(mirada.destino)
        page = model(locale_id=mirada.padre.locale_id, owner=self.contexto.user, live=False)
        version = mirada.pieza.version
        if self.contexto.idioma_de(mirada.pieza) and version in self.mirador.versiones:
            original = Page.objects.get(pk=self.mirador.versiones[version])
            taken = Page.objects.filter(
                translation_key=original.translation_key, locale=page.locale_id
            )
            if not taken.exists():
                page.translation_key = original.translation_key
        return page

    def _fill(self, page, mirada, blocks, cover):
        pieza = mirada.pieza
        page.title = _plain_title(pieza.titulo) or _("Sin título")
        page.resumen = summary_of(pieza, blocks)
        page.imagen_portada = cover
        own = descripcion(pieza.imagen_alt)
        page.alt_portada = (own or cover.description) if cover else ""
        if isinstance(page, NoticiaPage):
            page.fecha = date_of(pieza) or page.fecha or timezone.localdate()
            page.fuente = " ".join(pieza.autor.split())[:160]
            page.categoria = mirada.destino.categoria

    def _links(self, missing):
        def resolve(path, words):
            if not self.archivos.is_file(path):
                # A link to a page that is not here yet waits for the end of the run.
                return self.enlaces.find(path, by_alias=False) or None
            if not self.archivos.is_document(path):
                # The text itself shows pictures; other kinds of files are not taken over.
                if self.archivos.find(path) is None or not self.archivos.is_picture(path):
                    missing[short(path)] = self.archivos.why_not_document(path)
                return ""
            document, why_not = self.archivos.documento(path, words)
            if why_not:
                missing[short(path)] = why_not
            return to_document(document.pk) if document else ""

        return resolve

    def _save(self, page, mirada):
        user = self.contexto.user
        if page.pk is None:
            parent = mirada.padre
            parent.refresh_from_db()  # treebeard counts the children in memory
            page.slug = free_slug(mirada.pieza.alias or page.title, parent)
            parent.add_child(instance=page)
        elif not page.live:
            page.save()
        page.save_revision(user=user, clean=False)
        log(page, TRAER, user=user, data={"origen": self.contexto.mudanza.origen})

    def _keep_addresses(self, mirada):
        wanted = {ruta for text in mirada.pieza.rutas if (ruta := self._kept(text))} - {"/"}
        rows = RutaAnterior.objects.filter(site=self.contexto.site, ruta__in=wanted)
        known = {row.ruta: row for row in rows.select_related("anterior")}
        RutaAnterior.objects.bulk_create(
            RutaAnterior(site=self.contexto.site, ruta=ruta, anterior=mirada.anterior)
            for ruta in sorted(wanted - known.keys())
        )
        for ruta, row in known.items():
            if row.anterior_id == mirada.anterior.pk:
                continue
            if row.anterior.page_id is None or row.anterior.clase in LISTAS:
                row.anterior = mirada.anterior
                row.save(update_fields=["anterior"])
            else:
                told = _("otra página tenía la misma dirección: %(ruta)s")
                mirada.problemas.append((told % {"ruta": ruta})[:255])

    def _kept(self, address):
        """Return an address in the form in which it is stored, "" if it need not be stored."""
        path, mark, query = address.partition("?")
        if not mark:
            return normalize(path)
        # ``formas`` reads the queries of programs; saved pages may differ by their query alone.
        is_saved = self.contexto.mudanza.sistema == Sistema.CARPETA
        return con_consulta(normalize(path), QueryDict(query)) if is_saved else ""


def free_slug(text, parent):
    """Return a slug below ``parent`` that no page has and no section reserves."""
    base = slugify(text[:200])[:200] or "pagina"
    names = (base if number == 1 else f"{base}-{number}" for number in count(1))
    taken = set(parent.get_children().filter(slug__startswith=base).values_list("slug", flat=True))
    return next(name for name in names if name not in taken and not reserves_slug(parent, name))


def _plain_title(text):
    """Return a title without the tags that some programs allow in it."""
    return " ".join(unescape(_TAG.sub("", text)).split())[:_LONGEST_TITLE]
