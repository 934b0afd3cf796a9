"""Creation of portals: tree, site, settings, collection, groups and workflow.

Missing objects and permissions are added and existing ones are not changed, except hostname and
port of a ``Site``: they follow the configuration at every run, because they belong to the
deployment and not to the editors.
"""

from itertools import chain, count
from uuid import uuid4

from django.conf import settings
from django.contrib.auth.models import Group
from django.core.exceptions import ImproperlyConfigured
from django.db import transaction
from django.utils import translation
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _
from wagtail.models import Collection, Locale, Page, Site, Task, Workflow

from base.del_portal import section_model
from base.idiomas import textos_del_catalogo
from base.models import PortalSettings
from base.portales import portales
from base.tree import CONTAINER_DEPTH, ROOT_DEPTH, in_trees_of
from directorio.models import TipoEntidad
from documentos.models import Obligacion
from equipos.models import Equipo
from equipos.roles import create_groups, create_provincial_groups, grant_groups
from indicadores.models import Medida
from inicios.declaracion import in_order
from moderacion.flujos import assign_workflow
from noticias.models import CategoriaNoticia
from periodos.periodo import Periodicidad
from search.iniciales import create_synonyms
from tramites.models import EventoDeVida

from .bloques import portada_inicial
from .iniciales import (
    CATEGORIAS,
    EVENTOS_DE_VIDA,
    MEDIDAS,
    TIPOS_DE_ENTIDAD,
    UNIDADES,
)
from .models import HomePage
from .obligaciones import OBLIGACIONES, explicacion_y_vigencia


@transaction.atomic
def create_portales(report):
    """Create what is missing of every portal in the data file.

    ``report`` is called with a line of text for each portal.
    """
    locales = [
        Locale.objects.get_or_create(language_code=code)[0] for code, _name in settings.LANGUAGES
    ]
    # List names come from the translation catalogue; languages without enough of it use Spanish.
    named = [locale for locale in locales if textos_del_catalogo(locale.language_code).bastan]
    remove_stock_content()
    name_roots()
    create_provincial_groups()
    create_list(CategoriaNoticia, CATEGORIAS, named)
    create_list(
        TipoEntidad,
        TIPOS_DE_ENTIDAD,
        named,
        fields=lambda slug, place: {
            "es_emergencia": slug == "emergencias",
            "es_basico": slug == "servicios",
            "es_evacuacion": slug == "evacuacion",
        },
    )
    create_list(EventoDeVida, EVENTOS_DE_VIDA, named, fields=lambda slug, place: {"orden": place})
    create_list(
        Medida,
        MEDIDAS,
        named,
        fields=lambda slug, place: {
            "unidad": str(UNIDADES[slug]),
            "periodicidad": Periodicidad.ANUAL,
        },
    )
    create_list(Obligacion, OBLIGACIONES, named, fields=explicacion_y_vigencia)
    create_synonyms()
    report_missing(report)
    retired = PortalSettings.objects.filter(estado=PortalSettings.Estado.RETIRADO)
    for portal in portales():
        if retired.filter(slug=portal.slug).exists():
            report(f"{portal.etiqueta}: {_('retirado')}")
            continue
        created = create_portal(portal, locales=locales)
        site = Site.objects.get(portalsettings__slug=portal.slug)
        state = _("creado") if created else _("ya existía")
        report(f"{portal.etiqueta}: {state} · {site.root_url}/")
    homes = PortalSettings.objects.en_pie().values_list("site__root_page__path", flat=True)
    standing = in_trees_of(homes, "page__path")
    for equipo in Equipo.objects.filter(standing).select_related("page", "group", "collection"):
        equipo.grant()


def report_missing(report):
    """Report portals in the database that are no longer in the data file."""
    known = [portal.slug for portal in portales()]
    for record in PortalSettings.objects.en_pie().exclude(slug__in=known).order_by("pk"):
        report(
            _("%(portal)s: ya no está en los datos y sigue en pie; retírelo con %(orden)s")
            % {"portal": record.nombre, "orden": f"«manage.py retirar_portal {record.slug}»"}
        )


def remove_stock_content():
    """Remove the content of Wagtail's migrations, unless somebody uses it.

    Its two groups have permissions on every page of the installation, and its default site would
    answer for any host.
    """
    for page in Page.objects.filter(depth=CONTAINER_DEPTH, slug="home", latest_revision=None):
        if page.specific_class is Page and not page.numchild:
            Site.objects.filter(root_page=page).delete()
            page.delete()
    Group.objects.filter(name__in=["Editors", "Moderators"], user=None).delete()
    stock = Workflow.objects.filter(name="Moderators approval", workflow_states=None)
    Task.objects.filter(workflow_tasks__workflow__in=stock, task_states=None).delete()
    stock.delete()


def name_roots():
    """Give the roots of pages and collections a name that editors understand."""
    Page.objects.filter(depth=ROOT_DEPTH, title="Root").update(
        title=_("Portales"), draft_title=_("Portales")
    )
    Collection.objects.filter(depth=ROOT_DEPTH, name="Root").update(name=_("Todos los portales"))


def create_list(model, names, locales, *, fields=lambda slug, place: {}):
    """Fill an empty list of the province with ``names`` in the given languages, Spanish first."""
    if model.objects.exists():
        return
    keys = {slug: uuid4() for slug in names}
    for locale in locales:
        with translation.override(locale.language_code):
            model.objects.bulk_create(
                model(
                    slug=slug,
                    nombre=str(nombre),
                    locale=locale,
                    translation_key=keys[slug],
                    **fields(slug, place),
                )
                for place, (slug, nombre) in enumerate(names.items())
            )


def create_portal(portal, *, locales):
    """Create what is missing of one portal; return whether it is new."""
    record = PortalSettings.objects.filter(slug=portal.slug).select_related("site").first()
    container = create_container(portal, locale=locales[0])
    homes = [create_home(portal, container, locale) for locale in locales]
    site = create_site(portal, homes[0], record)
    is_new = record is None
    if is_new:
        record = create_settings(portal, site)
    create_sections(homes[0])
    if record.coleccion is None:
        record.coleccion = create_collection(portal)
        record.save(update_fields=["coleccion"])
    create_groups(portal, record)
    grant_groups(record, homes)
    assign_workflow(record)
    return is_new


def create_container(portal, *, locale):
    """Return the container of a portal's homes, created if missing; nobody reads or edits it."""
    slug = f"portal-{portal.slug}"
    container = Page.objects.filter(depth=CONTAINER_DEPTH, slug=slug).first()
    if container is None:
        root = Page.get_first_root_node()
        container = root.add_child(
            instance=Page(title=portal.etiqueta, slug=slug, locale=locale, live=False)
        )
    return container


def create_home(portal, container, locale):
    """Return the home of a portal in one language; a new one is published only in Spanish."""
    homes = HomePage.objects.child_of(container)
    if home := homes.filter(locale=locale).first():
        return home
    source = homes.filter(locale__language_code=settings.LANGUAGE_CODE).first()
    with translation.override(locale.language_code):
        home = HomePage(
            title=home_title(portal, locale.language_code),
            slug=locale.language_code,
            locale=locale,
            live=source is None,
            resumen=_("Trámites, noticias y servicios de %(nombre)s, sin vueltas.")
            % {"nombre": portal.nombre},
            pregunta=_("¿Qué necesita hacer?"),
            bloques=portada_inicial(es_provincial=portal.es_provincial),
        )
    if source is not None:
        home.translation_key = source.translation_key
    # treebeard counts children in memory: reload the container.
    container.refresh_from_db()
    return container.add_child(instance=home)


def home_title(portal, code):
    """Return the portal's title, with the name of the language if its catalogue is incomplete."""
    if textos_del_catalogo(code).bastan:
        return portal.titulo_publico
    return f"{portal.titulo_publico} · {get_language_info(code)['name_local']}"


def create_site(portal, home, record):
    site = record.site if record else None
    taken = Site.objects.filter(hostname=portal.hostname, port=settings.PORTAL_PORT)
    if taken.exclude(pk=site.pk if site else None).exists():
        raise ImproperlyConfigured(
            f"{portal.slug}: another site answers at {portal.hostname}:{settings.PORTAL_PORT}"
        )
    if site is None:
        return Site.objects.create(
            hostname=portal.hostname,
            port=settings.PORTAL_PORT,
            site_name=portal.etiqueta,
            root_page=home,
        )
    if site.hostname != portal.hostname:
        former = {*record.hosts_anteriores, site.hostname} - {portal.hostname}
        record.hosts_anteriores = sorted(former)
        record.save(update_fields=["hosts_anteriores"])
    if (site.hostname, site.port) != (portal.hostname, settings.PORTAL_PORT):
        site.hostname, site.port = portal.hostname, settings.PORTAL_PORT
        site.save()
    return site


def create_settings(portal, site):
    estados = PortalSettings.Estado
    return PortalSettings.objects.create(
        site=site,
        estado=estados.ABIERTO if settings.NEW_PORTALS_ARE_OPEN else estados.EN_PREPARACION,
        slug=portal.slug,
        tipo=portal.tipo,
        nombre=portal.nombre,
        titulo=portal.titulo_publico,
        gentilicio=portal.gentilicio,
        sede=portal.sede,
        latitud=portal.latitud,
        longitud=portal.longitud,
        acento=portal.acento,
    )


def create_sections(home):
    for seccion in in_order("start_pages"):
        above = page_above(seccion.model, home)
        if above is None or seccion.model.objects.child_of(above).exists():
            continue
        # treebeard counts children in memory: reload the page.
        above.refresh_from_db()
        above.add_child(
            instance=seccion.model(
                title=str(seccion.titulo),
                slug=free_slug(above, seccion.slug),
                locale=home.locale,
                resumen=str(seccion.resumen),
                show_in_menus=seccion.in_menu,
            )
        )


def page_above(model, home):
    """Return the page below which the section page ``model`` belongs, or None if it was deleted."""
    if HomePage in model.clean_parent_page_models():
        return home
    return section_model(model).objects.child_of(home).first()


def free_slug(above, slug):
    """Return ``slug``, or ``slug-2`` and so on if pages below ``above`` already have it."""
    taken = set(above.get_children().values_list("slug", flat=True))
    names = chain([slug], (f"{slug}-{number}" for number in count(2)))
    return next(name for name in names if name not in taken)


def create_collection(portal):
    root = Collection.get_first_root_node()
    return root.add_child(instance=Collection(name=portal.etiqueta))
