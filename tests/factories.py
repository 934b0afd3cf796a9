"""Factories of content. Every page goes below a parent and gets a revision, as in the admin."""

from contextlib import nullcontext
from datetime import date
from io import BytesIO
from uuid import uuid4

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.test import override_settings
from django.utils.text import slugify
from PIL import Image as PillowImage
from wagtail.models import Collection, Locale, Orderable, PageViewRestriction

from avisos.models import AvisoPage, Instruccion
from base.models import PortalDocument, PortalImage, PortalSettings
from directorio.models import Contacto, EntidadPage, Horario, TipoEntidad
from home.models import HomePage, StandardPage
from indicadores.models import IndicadorPage, Medida, Valor
from noticias.models import CategoriaNoticia, DecisionDeLaProvincia, EventoPage, NoticiaPage
from tramites.models import (
    BaseLegal,
    Costo,
    CostoLocal,
    EventoDeVida,
    OficinaLocal,
    OtraEntidad,
    Paso,
    Planilla,
    Requisito,
    TramiteDestacado,
    TramiteLocalPage,
    TramitePage,
    TramitesIndexPage,
)
from transparencia.models import TransparenciaIndexPage

# The tasks after each save serve the admin's search and its usage lists; without them a whole
# sample takes three quarters of the time.
NO_TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}


def add_page(model, parent, *, title, live=True, fill=None, **fields):
    """Return a new page below ``parent``; ``fill(page)`` sets what needs a saved page."""
    fields.setdefault("slug", slugify(title)[:200] or "pagina")
    fields.setdefault("resumen", f"Resumen de {title}")
    page = model(title=title, live=False, locale=parent.locale, **fields)
    parent.refresh_from_db()
    # A page that is published is indexed then; to index it earlier is wasted work.
    with override_settings(TASKS=NO_TASKS) if live else nullcontext():
        parent.add_child(instance=page)
        if fill:
            fill(page)
        _number_rows(page)
        revision = page.save_revision(clean=False)
    if live:
        revision.publish()
        page.refresh_from_db()
    return page


def _number_rows(page):
    """Set ``sort_order`` of the rows, as the form does: PostgreSQL has no order of its own."""
    for rows in getattr(page, "_cluster_related_objects", {}).values():
        for place, row in enumerate(rows):
            if isinstance(row, Orderable):
                row.sort_order = place


def prepare(portal):
    """Set the state of ``portal`` to «en preparación»; return its settings."""
    record = PortalSettings.objects.get(slug=portal.slug)
    record.estado = PortalSettings.Estado.EN_PREPARACION
    record.save()
    return record


def make_noticia(portal, title, *, aceptada=True, **fields):
    """Return a news item of ``portal``, published unless ``live=False``.

    ``aceptada`` is the answer of the province to an item proposed to it; None for no answer yet.
    """
    fields.setdefault("fecha", date(2026, 11, 24))
    page = add_page(NoticiaPage, portal.noticias, title=title, **fields)
    if page.compartir_con_provincia and aceptada is not None:
        DecisionDeLaProvincia.objects.create(noticia=page, aceptada=aceptada)
    return page


def make_evento(portal, title, empieza_el, **fields):
    """Return an event of ``portal``, published unless ``live=False``."""
    return add_page(EventoPage, portal.agenda, title=title, empieza_el=empieza_el, **fields)


def make_page(portal, title, *, parent=None, **fields):
    """Return an informative page of ``portal``, below its home page unless ``parent`` is set."""
    return add_page(StandardPage, parent or portal.home, title=title, **fields)


def make_private(page, *, password="clave"):
    """Protect ``page`` with a password; return the restriction."""
    return PageViewRestriction.objects.create(
        page=page, restriction_type=PageViewRestriction.PASSWORD, password=password
    )


def publish(page):
    _number_rows(page)
    page.save_revision().publish()
    page.refresh_from_db()


def publish_in_english(portal, **fields):
    """Publish the English home of ``portal``."""
    home = HomePage.objects.get(pk=portal.home_en.pk)
    for name, value in fields.items():
        setattr(home, name, value)
    home.live = True
    publish(home)
    return home


def compose(portal, *blocks, **fields):
    """Publish the front page of ``portal`` with ``blocks``: a name, or a name and a raw value."""
    home = HomePage.objects.get(pk=portal.home.pk)
    pairs = [(block, None) if isinstance(block, str) else block for block in blocks]
    raw = [{"type": name, "value": value, "id": str(uuid4())} for name, value in pairs]
    home.bloques = HomePage._meta.get_field("bloques").to_python(raw)
    for name, value in fields.items():
        setattr(home, name, HomePage._meta.get_field(name).to_python(value))
    publish(home)
    return home


def featured(*noticias):
    """Return the block of featured news."""
    items = [{"type": "item", "value": page.pk, "id": str(uuid4())} for page in noticias]
    return "destacadas", {"noticias": items}


def link_list(titulo, *enlaces):
    """Return the block of links; each is a page or a pair (address, text)."""
    items = []
    for target in enlaces:
        page, address = (None, target) if isinstance(target, tuple) else (target.pk, ("", ""))
        value = {"pagina": page, "direccion": address[0], "texto": address[1], "descripcion": ""}
        items.append({"type": "item", "value": value, "id": str(uuid4())})
    return "enlaces", {"titulo": titulo, "enlaces": items}


def picture_with_text(imagen, titulo="", texto="<p>Texto</p>"):
    image = {"image": imagen.pk, "alt_text": "Una foto", "decorative": False}
    return "imagen_texto", {"titulo": titulo, "imagen": image, "texto": texto}


def get_categoria(slug):
    return CategoriaNoticia.objects.get(slug=slug, locale__language_code="es")


def get_tipo(slug):
    return TipoEntidad.objects.get(slug=slug, locale__language_code="es")


def make_user(username, *, groups=(), **fields):
    """Return a user who can sign in; ``groups`` are groups or their names."""
    user = get_user_model().objects.create_user(
        username, email=f"{username}@ejemplo.cu", password="clave", **fields
    )
    for group in groups:
        user.groups.add(group if isinstance(group, Group) else Group.objects.get(name=group))
    return user


def image_bytes(size=(1600, 900), *, format="JPEG"):
    buffer = BytesIO()
    PillowImage.new("RGB", size, "#336699").save(buffer, format)
    return buffer.getvalue()


def make_image(title="Parque", *, collection=None, size=(800, 450), **fields):
    return PortalImage.objects.create(
        title=title,
        file=ContentFile(image_bytes(size), f"{slugify(title)}.jpg"),
        collection=collection or Collection.get_first_root_node(),
        **fields,
    )


def make_document(title="Acta", *, collection=None, **fields):
    return PortalDocument.objects.create(
        title=title,
        file=ContentFile(b"Texto del acta", f"{slugify(title)}.txt"),
        collection=collection or Collection.get_first_root_node(),
        **fields,
    )


def make_entidad(portal, title, *, parent=None, contactos=(), horarios=(), **fields):
    """Return an entity of ``portal``, below its directory unless ``parent`` is set.

    ``contactos`` are (channel, value) or whole rows, ``horarios`` (days, opens, closes).
    """
    municipios = [municipio.slug for municipio in fields.pop("municipios", ())]
    fields.setdefault("tipo", get_tipo("tramites"))

    def fill(page):
        for row in contactos:
            channel, value = row[:2]
            contacto = Contacto(canal=channel, valor=value, **dict(*row[2:]))
            contacto.clean()  # normalizes the value, as the form does
            page.contactos.add(contacto)
        for days, opens, closes in horarios:
            page.horarios.add(Horario(dia=days, abre=opens, cierra=closes))
        page.municipios_atendidos.set(PortalSettings.objects.filter(slug__in=municipios))

    page = add_page(EntidadPage, parent or portal.directorio, title=title, fill=fill, **fields)
    return EntidadPage.objects.get(pk=page.pk)


def make_tramite(portal, title, *, eventos=(), **fields):
    """Return a procedure of ``portal``; its rows are passed by the names of the relations."""
    parts = {name: fields.pop(name) for name in _PARTS if name in fields}

    def fill(page):
        for name, rows in parts.items():
            getattr(page, name).set([_PARTS[name](**row) for row in rows])
        page.eventos.set(EventoDeVida.objects.filter(slug__in=eventos, locale=page.locale_id))

    page = add_page(TramitePage, portal.tramites, title=title, fill=fill, **fields)
    return TramitePage.objects.get(pk=page.pk)


_PARTS = {
    "otras_entidades": OtraEntidad,
    "requisitos": Requisito,
    "pasos": Paso,
    "costos": Costo,
    "planillas": Planilla,
    "base_legal": BaseLegal,
}


def put_first(portal, *tramites):
    """Publish the procedures section of ``portal`` with ``tramites`` as the most used."""
    section = TramitesIndexPage.objects.get(pk=portal.tramites.pk)
    section.destacados.set([TramiteDestacado(tramite=tramite) for tramite in tramites])
    publish(section)


def make_local(portal, canonico, *, oficinas=(), costos=(), **fields):
    """Return the page in which ``portal`` adapts a procedure of the province."""

    def fill(page):
        page.oficinas.set([OficinaLocal(entidad=entidad) for entidad in oficinas])
        page.costos.set([CostoLocal(**row) for row in costos])
        page.confirm()

    page = add_page(
        TramiteLocalPage,
        portal.tramites,
        title=canonico.title,
        slug=canonico.slug,
        canonico=canonico,
        fill=fill,
        **fields,
    )
    return TramiteLocalPage.objects.get(pk=page.pk)


def make_aviso(portal, title, *, instrucciones=(), municipios=(), **fields):
    """Return an aviso of ``portal``, published unless ``live=False``.

    ``instrucciones`` are (phase, text); ``municipios`` the portals that an aviso of the province is
    for.
    """
    fields.setdefault("tipo", "ciclon")
    fields.setdefault("texto", f"Texto de {title}")
    fields.setdefault("fuente", "Defensa Civil")
    slugs = [municipio.slug for municipio in municipios]

    def fill(page):
        page.instrucciones.set([Instruccion(fase=f, texto=texto) for f, texto in instrucciones])
        page.municipios.set(PortalSettings.objects.filter(slug__in=slugs))

    page = add_page(AvisoPage, portal.avisos, title=title, fill=fill, **fields)
    return AvisoPage.objects.get(pk=page.pk)


def make_medida(nombre="Cobertura de agua", **fields):
    """Return an entry of the list of figures that all municipalities measure alike."""
    fields.setdefault("slug", slugify(nombre))
    fields.setdefault("unidad", "%")
    return Medida.objects.create(nombre=nombre, locale=Locale.get_default(), **fields)


def make_indicador(portal, title, *valores, parent=None, **fields):
    """Return an indicator of ``portal``, below its section unless ``parent`` is set.

    ``valores`` are (period, plan, real), or whole rows.
    """
    fields.setdefault("que_mide", f"Qué mide {title}")
    fields.setdefault("unidad", "%")
    fields.setdefault("fuente", "Informe de la dirección")
    fields.setdefault("actualizado_el", date(2026, 11, 2))

    def fill(page):
        for row in valores:
            if not isinstance(row, dict):
                row = dict(zip(("periodo", "plan", "real"), row, strict=True))
            page.valores.add(Valor(**row))

    parent = parent or TransparenciaIndexPage.objects.child_of(portal.home).get()
    page = add_page(IndicadorPage, parent, title=title, fill=fill, **fields)
    return IndicadorPage.objects.get(pk=page.pk)
