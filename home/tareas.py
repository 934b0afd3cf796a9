"""Links on the admin's front page to the usual tasks of a user of one portal."""

from collections import Counter
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin.ui.components import Component
from wagtail.models import Page
from wagtail.permissions import policy_registry

from aislamiento.scope import scope_of
from avisos.models import AvisoPage, AvisosIndexPage
from base.models import PortalSettings
from base.provincia import es_de_la_provincia
from base.textos_del_portal import portadas_por_traducir, textos_url
from directorio.models import DirectorioIndexPage, EntidadPage
from equipos.roles import coordinates
from gobierno.models import GobiernoIndexPage
from noticias.models import AgendaIndexPage, EventoPage, NoticiaPage, NoticiasIndexPage
from por_traducir.estados import EstadoDeTraduccion, contar_por_portal
from traduccion.idiomas import may_translate
from tramites.models import TramiteLocalPage, TramitePage, TramitesIndexPage
from transparencia.models import TransparenciaIndexPage

from .apertura.modulos import open_sections
from .models import HomePage, StandardPage


@dataclass(frozen=True)
class Tarea:
    titulo: str
    descripcion: str
    url: str
    icono: str


class TareasPanel(Component):
    """Panel with the usual tasks of a user of one portal; empty for the province's staff."""

    name = "tareas"
    template_name = "home/admin/tareas.html"
    order = 50

    def __init__(self, request):
        self.request = request

    def get_context_data(self, parent_context):
        return {"tareas": [*self.get_tareas(), *self.get_team_tasks()]}

    def get_tareas(self):
        policy = policy_registry.get_by_type(HomePage)
        editable = policy.instances_user_has_permission_for(self.request.user, "add")
        homes = HomePage.objects.filter(
            pk__in=editable.values("pk"), sites_rooted_here__isnull=False
        )[:2]
        if len(homes) != 1:
            return self.get_places() or self.get_translations()
        home = homes[0]
        return [
            *self.get_section_tasks(home),
            Tarea(
                _("Componer la portada"),
                _("Qué se ve en la primera página del portal y en qué orden."),
                reverse("wagtailadmin_pages:edit", args=[home.pk]),
                "home",
            ),
            Tarea(
                _("Ver las páginas"),
                _("Todo lo publicado y los borradores de su portal."),
                reverse("wagtailadmin_explore", args=[home.pk]),
                "folder-open-inverse",
            ),
            Tarea(_("Abrir el portal"), _("Como lo ve un ciudadano."), home.full_url, "view"),
        ]

    def get_section_tasks(self, home):
        """Yield the task of each section that the portal has."""
        sections = {HomePage: home, **open_sections(home)}
        for model, get_task in (
            (NoticiasIndexPage, self.get_news_task),
            (TramitesIndexPage, self.get_procedure_task),
            (AvisosIndexPage, self.get_aviso_task),
            (HomePage, self.get_page_task),
            (DirectorioIndexPage, self.get_directory_task),
            (AgendaIndexPage, self.get_event_task),
            (GobiernoIndexPage, self.get_government_task),
            (TransparenciaIndexPage, self.get_transparency_task),
        ):
            if model in sections:
                yield get_task(sections[model])

    def get_team_tasks(self):
        if scope_of(self.request.user).is_total or not coordinates(self.request.user):
            return
        yield Tarea(
            _("Invitar a una persona"),
            _("Le llega un correo para poner su contraseña."),
            reverse("wagtailusers_users:add"),
            "mail",
        )
        yield Tarea(
            _("Ver el equipo"),
            _("Quién trabaja en el portal, sus grupos y su último acceso."),
            reverse("wagtailusers_users:index"),
            "group",
        )
        yield Tarea(
            _("Equipos editores"),
            _("Una entidad o una sección que escribe lo suyo."),
            reverse("equipos:index"),
            "site",
        )

    def get_news_task(self, section):
        return Tarea(
            _("Escribir una noticia"),
            _("Se guarda como borrador hasta que la envíe a moderación."),
            self.add_url(NoticiaPage, section),
            "edit",
        )

    def get_procedure_task(self, section):
        if es_de_la_provincia(section.path):
            return Tarea(
                _("Escribir un trámite"),
                _("Vale para todos los municipios; cada uno lo confirma."),
                self.add_url(TramitePage, section),
                "form",
            )
        return Tarea(
            _("Adaptar un trámite"),
            _("Diga solo lo que en su municipio es distinto."),
            self.add_url(TramiteLocalPage, section),
            "form",
        )

    def get_aviso_task(self, section):
        return Tarea(
            _("Escribir un aviso"),
            _("Un peligro, un corte, una medida: se lee en todas las páginas."),
            self.add_url(AvisoPage, section),
            "warning",
        )

    def get_page_task(self, home):
        return Tarea(
            _("Crear una página informativa"),
            _("Texto que cambia poco: historia, gobierno, contactos."),
            self.add_url(StandardPage, home),
            "doc-empty",
        )

    def get_directory_task(self, section):
        return Tarea(
            _("Añadir una entidad"),
            _("Contactos, horario y dirección de quien atiende a la población."),
            self.add_url(EntidadPage, section),
            "site",
        )

    def get_event_task(self, section):
        return Tarea(
            _("Anunciar un evento"),
            _("Una actividad con su día, su hora y su lugar."),
            self.add_url(EventoPage, section),
            "date",
        )

    def get_government_task(self, section):
        return Tarea(
            _("Decir quién gobierna"),
            _("Órganos, sesiones y acuerdos, consejos populares y sus delegados."),
            reverse("wagtailadmin_pages:add_subpage", args=[section.pk]),
            "group",
        )

    def get_transparency_task(self, section):
        return Tarea(
            _("Rendir cuenta"),
            _("Resultados, documentos y normas que cualquiera puede comprobar."),
            reverse("wagtailadmin_pages:add_subpage", args=[section.pk]),
            "table",
        )

    def get_places(self):
        """Return tasks for the top pages of editors of an entidad, a language or some portals."""
        user = self.request.user
        if scope_of(user).is_total:
            return []
        policy = policy_registry.get_by_type(Page)
        pages = policy.instances_user_has_permission_for(user, "add").order_by("path")
        tops = pages.filter(path__in=scope_of(user).paths)
        return [tarea for page in tops for tarea in self.get_tareas_of(page)]

    def get_translations(self):
        """Return tasks for users who only translate: the originals, and the translations begun."""
        user = self.request.user
        if scope_of(user).is_total or not may_translate(user):
            return []
        homes = scope_of(user).filter(HomePage.objects.filter(sites_rooted_here__isnull=False))
        return [
            *(
                Tarea(
                    _("Traducir una página de «%(portada)s»") % {"portada": home.title},
                    _("Búsquela y elija «Traducir esta página» en sus tres puntos."),
                    reverse("wagtailadmin_explore", args=[home.pk]),
                    "wagtail-localize-language",
                )
                for home in homes
            ),
            *self.get_texts(homes),
            Tarea(
                _("Seguir con una traducción"),
                self.describe_translations(),
                reverse("traducciones:index"),
                "edit",
            ),
        ]

    def describe_translations(self):
        """Return a text with the number of translations in each unfinished state."""
        counts = sum((row[2] for row in contar_por_portal(self.request.user)), Counter())
        waiting = [
            f"{estado.label}: {counts[estado]}"
            for estado in (
                EstadoDeTraduccion.ANTERIOR,
                EstadoDeTraduccion.EN_CURSO,
                EstadoDeTraduccion.COMPLETA,
                EstadoDeTraduccion.SIN_TRADUCIR,
            )
            if counts[estado]
        ]
        return f"{'. '.join(waiting)}." if waiting else _("Qué está traducido y qué falta.")

    def get_texts(self, homes):
        """Yield tasks to translate the portals' footer texts into each language."""
        portales = PortalSettings.objects.filter(site__root_page__in=homes)
        for datos in portales.select_related("site__root_page").order_by("nombre"):
            for home in portadas_por_traducir(datos, self.request.user):
                names = {"portal": datos.site.site_name, "idioma": home.locale.get_display_name()}
                yield Tarea(
                    _("Textos del portal: %(portal)s · %(idioma)s") % names,
                    _("El horario y para qué es cada teléfono, al pie de todas las páginas."),
                    textos_url(home),
                    "wagtail-localize-language",
                )

    def get_tareas_of(self, page):
        title = page.get_admin_display_title()
        yield Tarea(
            _("Cambiar «%(pagina)s»") % {"pagina": title},
            _("Lo que escriba se guarda como borrador hasta que lo envíe a moderación."),
            reverse("wagtailadmin_pages:edit", args=[page.pk]),
            "edit",
        )
        yield Tarea(
            _("Páginas de «%(pagina)s»") % {"pagina": title},
            _("Ver las que están debajo y crear otras."),
            reverse("wagtailadmin_explore", args=[page.pk]),
            "folder-open-inverse",
        )
        if page.live:
            yield Tarea(
                _("Abrir «%(pagina)s»") % {"pagina": title},
                _("Como la ve un ciudadano."),
                page.full_url,
                "view",
            )

    def add_url(self, model, parent):
        args = [model._meta.app_label, model._meta.model_name, parent.pk]
        return reverse("wagtailadmin_pages:add", args=args)
