"""Loads the sample content into a portal."""

from datetime import datetime, time, timedelta
from functools import cached_property

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Page

from atencion.models import AtencionPage
from base.models import PortalDocument, PortalImage, PortalSettings
from difusion.publicacion import sin_anunciar
from directorio.models import DirectorioIndexPage
from gobierno.models import GobiernoIndexPage
from home.contenido.creacion import born_with, create_content
from home.contenido.filas import add_below, add_rows, list_item, raw_table
from home.models import HomePage, StandardPage
from noticias.models import (
    CategoriaNoticia,
    Correccion,
    DecisionDeLaProvincia,
    NoticiaPage,
    NoticiaRelacionada,
    NoticiasIndexPage,
)
from tramites.models import TramitesIndexPage
from transparencia.models import TransparenciaIndexPage

from .atencion import fill_entrance
from .avisos import load_avisos
from .casos import load_casos
from .consultas import load_consultas
from .contenido import read_contenido, read_paisajes, vigencia
from .documentos import load_documentos, load_normas
from .entidades import entidad_piece, load_entidades
from .eventos import load_eventos
from .fields import fill
from .gobierno import load_gobierno
from .indicadores import load_indicadores
from .ley168 import load_ley168
from .marcas import mark, marks
from .palabras import load_words
from .pdf import make_pdf
from .planteamientos import load_planteamientos
from .portada import fill_home
from .publicacion import publish
from .tramites import load_tramites

SETTINGS_PIECE = "datos"
_MENU = 7  # including «Inicio»
# Municipalities with public presence; the others keep the province's initial setting.
_SHOW_PRESENCE = {"contramaestre", "mella", "san-luis", "songo-la-maya"}
# Sections with which a portal is born, by the names of their pieces.
_SECTIONS = {
    "directorio": DirectorioIndexPage,
    "tramites": TramitesIndexPage,
    "gobierno": GobiernoIndexPage,
    "transparencia": TransparenciaIndexPage,
    "atencion": AtencionPage,
}
_DOCUMENTS = {
    "informe": (
        "Informe de muestra",
        [
            "Este archivo ocupa el lugar de un informe de verdad.",
            "Aquí se dirá qué se planificó, qué se hizo y qué falta por hacer.",
            "No contiene ningún dato real.",
        ],
    ),
    "planilla": (
        "Planilla de muestra",
        [
            "Este archivo ocupa el lugar de una planilla para llenar.",
            "Nombre y apellidos: ______________________________",
            "Qué solicita: ____________________________________",
            "No la entregue en ninguna oficina: es solo un ejemplo.",
        ],
    ),
    "retirado": (
        "Plan retirado de muestra",
        [
            "Este archivo ocupa el lugar de uno que se retiró.",
            "Quien lo lea trabaja en el portal: a nadie más se le da.",
        ],
    ),
}


@transaction.atomic
@sin_anunciar()
def load_sample(portal, report):
    """Add to ``portal`` the pieces of the sample that it never had.

    Raises ``PortalSettings.DoesNotExist`` if the portal has not been created yet.
    """
    load = _Load(portal)
    load.run()
    if not load.created:
        report(_("%(portal)s: ya tenía su muestra") % {"portal": portal.etiqueta})
        return
    total = ngettext("%(total)d página", "%(total)d páginas", load.created) % {
        "total": load.created
    }
    report(_("%(portal)s: %(total)s de muestra") % {"portal": portal.etiqueta, "total": total})


class _Load:
    def __init__(self, portal):
        self.portal = portal
        records = PortalSettings.objects.select_related("site", "coleccion")
        self.datos = records.get(slug=portal.slug)
        self.home = HomePage.objects.get(pk=self.datos.site.root_page_id)
        self.news_index = NoticiasIndexPage.objects.child_of(self.home).first()
        self.collection = self.datos.coleccion
        self.contenido = read_contenido(portal)
        create_content(portal, self.datos)
        self.born_with = born_with(portal)
        self.known = marks(Page, portal)
        self.page_ids = {piece: entry.page_id for piece, entry in self.known.items()}
        for piece, model in _SECTIONS.items():
            if section := model.objects.child_of(self.home).first():
                self.page_ids[piece] = section.pk
        self.today = timezone.localdate()
        self.created = 0

    def run(self):
        new = [sample for sample in self.contenido.paginas if sample.clave not in self.known]
        pages = [(sample, self.add_page(sample)) for sample in new]
        if self.news_index:
            news = [
                sample
                for sample in self.contenido.noticias
                if self.news_piece(sample) not in self.known
            ]
            # Oldest first, so that of two on the same day the later one is published later.
            pages += [(sample, self.add_news(sample)) for sample in reversed(news)]
        # Bodies are filled last, when every page they link to exists.
        entidades = load_entidades(self)
        for sample, page in pages:
            self.publish(sample, page)
        loaders = (
            load_normas,
            load_tramites,
            load_eventos,
            load_avisos,
            load_consultas,
            load_gobierno,
            load_indicadores,
            load_documentos,
            load_planteamientos,
            load_ley168,
        )
        self.created = len(pages) + entidades + sum(load(self) for load in loaders)
        load_casos(self.portal, self.datos)
        load_words(self.portal)
        self.fill_settings()
        fill_home(self)
        fill_entrance(self)

    # --- Pages -------------------------------------------------------------------

    def add_page(self, sample):
        parent = self.home
        if sample.padre and (found := self.find_page(sample.padre)):
            parent = found
        return self.add(
            parent,
            sample.clave,
            StandardPage(
                show_in_menus=sample.menu and self.menu_has_room(),
                **vigencia(self.today) | {"responsable": sample.responsable},
            ),
            sample,
        )

    def add_news(self, sample):
        fecha = self.today - timedelta(days=sample.dias)
        noon = timezone.make_aware(datetime.combine(fecha, time(12)))
        return self.add(
            self.news_index,
            self.news_piece(sample),
            NoticiaPage(
                fecha=fecha,
                first_published_at=min(noon, timezone.now()),
                categoria=self.categories.get(sample.categoria),
                fuente="Redacción de muestra",
                compartir_con_provincia=sample.compartida,
            ),
            sample,
        )

    def add(self, parent, piece, page, sample):
        page.title = sample.titulo
        page.resumen = sample.resumen
        page.imagen_portada_id = self.image_id(sample.portada) if sample.portada else None
        add_below(parent, page)
        self.page_ids[piece] = page.pk
        return page

    def publish(self, sample, page):
        blocks = [self.raw_block(name, value) for name, value in sample.cuerpo]
        page.cuerpo = page._meta.get_field("cuerpo").to_python(blocks)
        # The children were counted only in the database, and publishing saves the whole page.
        page.refresh_from_db(fields=["numchild"])
        if isinstance(page, NoticiaPage):
            self.add_news_rows(sample, page)
            if page.compartir_con_provincia:
                DecisionDeLaProvincia.objects.create(noticia=page, aceptada=True)
        is_news = isinstance(page, NoticiaPage)
        publish(page, self.portal, self.news_piece(sample) if is_news else sample.clave)

    def add_news_rows(self, sample, page):
        if sample.correccion:
            day = min(page.fecha + timedelta(days=1), self.today)
            add_rows(page.correcciones, [Correccion(fecha=day, texto=sample.correccion)])
        others = [self.page_ids.get(f"noticia-{clave}") for clave in sample.relacionadas]
        rows = [NoticiaRelacionada(noticia_id=pk) for pk in others if pk]
        add_rows(page.noticias_relacionadas, rows)

    def news_piece(self, sample):
        return f"noticia-{sample.clave}"

    def find_page(self, piece):
        """Return the page of ``piece``, from the sample or created with the portal; or None."""
        key = self.page_ids.get(piece) or self.born_with.get(piece)
        return Page.objects.filter(pk=key).first()

    def menu_has_room(self):
        return self.home.get_children().in_menu().count() < _MENU - 1

    @cached_property
    def categories(self):
        own = CategoriaNoticia.objects.filter(locale_id=self.home.locale_id)
        return {categoria.slug: categoria for categoria in own}

    # --- Blocks ------------------------------------------------------------------

    def raw_block(self, name, value):
        """Return a block of the data file in the form that the database stores."""
        convert = getattr(self, f"raw_{name}", None)
        return {"type": name, "value": convert(**value) if convert else value}

    def raw_imagen(self, paisaje, pie=""):
        image = {"image": self.image_id(paisaje), "decorative": False}
        image["alt_text"] = self.images[paisaje].description
        return {"imagen": image, "pie": pie}

    def raw_galeria(self, titulo, paisajes):
        return {"titulo": titulo, "fotos": [list_item(self.raw_imagen(n)) for n in paisajes]}

    def raw_documentos(self, titulo, documentos):
        items = [list_item(self.documents[piece].pk) for piece in documentos]
        return {"titulo": titulo, "documentos": items}

    def raw_tabla(self, titulo, columnas, filas):
        return raw_table(titulo, columnas, filas)

    def raw_llamada(self, pagina, **texts):
        return {**texts, "pagina": self.page_ids[pagina], "direccion": ""}

    def raw_contacto(self, entidad="", **texts):
        return {**texts, "entidad": self.page_ids.get(entidad_piece(entidad))}

    # --- Pictures and documents ----------------------------------------------------

    def image_id(self, number):
        return self.images[number].pk

    @cached_property
    def images(self):
        """The landscapes of the portal by number, from 1."""
        found = self.stored(PortalImage)
        paisajes = dict(enumerate(read_paisajes(self.portal.acento), start=1))
        for number, paisaje in paisajes.items():
            piece = f"paisaje-{number}"
            if piece not in found:
                found[piece] = self.store(
                    PortalImage(
                        title=f"Paisaje de muestra {number} ({self.portal.etiqueta})",
                        description=paisaje.descripcion,
                        credito="Ilustración de muestra",
                    ),
                    piece,
                    paisaje.archivo.read_bytes(),
                    "webp",
                )
        return {number: found[f"paisaje-{number}"] for number in paisajes}

    @cached_property
    def documents(self):
        found = self.stored(PortalDocument)
        for piece, (title, lines) in _DOCUMENTS.items():
            if piece not in found:
                title = f"{title} ({self.portal.etiqueta})"
                found[piece] = self.store(
                    PortalDocument(title=title), piece, make_pdf(title, lines), "pdf"
                )
        return found

    def stored(self, model):
        pieces = {entry.object_id: piece for piece, entry in marks(model, self.portal).items()}
        return {pieces[str(item.pk)]: item for item in model.objects.filter(pk__in=pieces)}

    def store(self, item, piece, content, extension):
        item.collection = self.collection
        item.file = ContentFile(content, f"muestra-{self.portal.slug}-{piece}.{extension}")
        item.file_size = len(content)
        item._set_file_hash()
        item.save()
        mark(item, self.portal, piece, action="wagtail.create")
        return item

    # --- Settings and home ---------------------------------------------------------

    def fill_settings(self):
        if marks(PortalSettings, self.portal):
            return
        slug = self.portal.slug
        handle = f"muestra_{slug.replace('-', '_')}"
        filled = fill(
            self.datos,
            {
                "telefonos": [
                    telephone("Atención a la Población (muestra)", "22 000000"),
                    telephone("Centralita del Gobierno (muestra)", "22 000001"),
                ],
                "correo": f"{slug}@muestra.invalid",
                "direccion": f"Calle de muestra No. 0 e/ A y B, {self.portal.sede}",
                "horario": "Lunes a viernes, 8:00 a.m. a 5:00 p.m.\nHorario de muestra",
                "redes": [
                    network("telegram", f"https://t.me/{handle}"),
                    network("facebook", f"https://www.facebook.com/{handle}"),
                ],
                "presencia_publica": self.portal.es_provincial or slug in _SHOW_PRESENCE,
            },
        )
        if filled:
            self.datos.save()
            mark(self.datos, self.portal, SETTINGS_PIECE, action="wagtail.edit", campos=filled)


def telephone(etiqueta, numero):
    return {"type": "telefono", "value": {"etiqueta": etiqueta, "numero": numero}}


def network(red, url):
    return {"type": "red", "value": {"red": red, "url": url}}
