"""Links from the screens of the admin to the chapters of the manual."""

from django.urls import Resolver404, resolve, reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.models import Page

from aislamiento.scope import scope_of
from traduccion.paginas import traduccion_de

# By model (or app) of the pages and records in a form or list. An app that is not here has the
# chapter of its name.
_OF_KINDS = {
    "atencion.consultapublicapage": "consultas",
    "atencion.consultasindexpage": "consultas",
    "base.portalsettings": "datos-del-portal",
    "documentos": "documentos-y-normas",
    "documentos.fichaley168page": "ley-168",
    "documentos.obligacion": "ley-168",
    "gobierno.informedeplanteamientospage": "planteamientos",
    "gobierno.planteamientopage": "planteamientos",
    "gobierno.planteamientosindexpage": "planteamientos",
    "home.homepage": "portada",
    "home.standardpage": "paginas-informativas",
    "indicadores": "resultados",
    "noticias": "escribir-una-noticia",
    "noticias.agendaindexpage": "agenda",
    "noticias.eventopage": "agenda",
    "search": "buscador",
    "traduccion": "traducir",
    "transparencia": "documentos-y-normas",
}
# By URL name or namespace, for other screens. One that is not here has the chapter of its name.
_OF_SCREENS = {
    **dict.fromkeys(
        [f"aislamiento:{each}" for each in ("redirects", "add_redirect", "edit_redirect")],
        "direcciones",
    ),
    "aislamiento:documents": "imagenes-y-documentos",
    "aislamiento:images": "imagenes-y-documentos",
    "aislamiento:workflow": "moderar",
    "aislamiento:workflow_tasks": "moderar",
    "anuncios": "difusion",
    "casos": "atencion",
    "como_se_responde": "atencion",
    "consultas": "consultas",
    "correos": "moderar",
    "configuracion": "tablero",
    "destacados": "buscador",
    "direcciones": "direcciones",
    "editar_documento": "imagenes-y-documentos",
    "editar_imagen": "imagenes-y-documentos",
    "emergencia": "avisos",
    "equipos": "equipo",
    "exportar_casos": "datos-personales",
    "faltantes": "directorio",
    "faltantes_de_tramites": "tramites",
    "importacion": "importar",
    "indice_de_presencia": "presencia",
    "informes": "tablero",
    "informes_de_datos": "directorio",
    "lecturas": "opiniones",
    "ley168": "ley-168",
    "moderacion": "moderar",
    "mudanza": "mudarse",
    "opiniones": "opiniones",
    "paginas_traidas": "mudarse",
    "palabras_tecnicas": "comprobaciones",
    "plantillas": "atencion",
    "propuestas": "moderar",
    "puesta_en_marcha": "puesta-en-marcha",
    "sin_resultado": "buscador",
    "sinonimos": "buscador",
    "traducciones": "traducir",
    "wagtail_localize": "traducir",
    "wagtailadmin_account": "entrar",
    "wagtailadmin_home": "tablero",
    "wagtaildocs": "imagenes-y-documentos",
    "wagtailimages": "imagenes-y-documentos",
    "wagtailusers_groups": "equipo",
    "wagtailusers_users": "equipo",
}


def chapter_of(path, user):
    """Return the name that a chapter about the screen at ``path`` would have; None if unknown."""
    try:
        match = resolve(path)
    except Resolver404:
        return None
    if kind := _kind(match, user):
        app = kind.partition(".")[0]
        return _OF_KINDS.get(kind) or _OF_KINDS.get(app, app)
    namespace = match.namespace.partition(":")[0]
    return _OF_SCREENS.get(match.view_name) or _OF_SCREENS.get(namespace, namespace)


def _kind(match, user):
    """Return the lower-case model label of the screen, "traduccion" for a translation, or None."""
    said = match.kwargs
    if {"content_type_app_name", "content_type_model_name"} <= said.keys():
        return f"{said['content_type_app_name']}.{said['content_type_model_name']}"
    if {"app_name", "model_name"} <= said.keys():
        return f"{said['app_name']}.{said['model_name']}"
    if match.namespace.startswith("wagtailsnippets_"):
        _prefix, app, model = match.namespace.split("_", 2)
        return f"{app}.{model}"
    key = said.get("page_id") or said.get("parent_page_id")
    if key:
        page = scope_of(user).filter(Page.objects.filter(pk=key)).first()
        if page and traduccion_de(page):
            return "traduccion"
        return page and page.specific_class._meta.label_lower
    return None


class AyudaMenuItem(MenuItem):
    """Menu item that leads from a screen to its chapter, which is looked up on click."""

    def __init__(self, request):
        url = f"{reverse('manual:indice')}?{urlencode({'de': request.path})}"
        super().__init__(
            _("Cómo se hace esto"), url, name="como-se-hace", icon_name="help", order=-1
        )


def offer(request, items):
    """Add the item to the help menu (Wagtail hook)."""
    items.append(AyudaMenuItem(request))
