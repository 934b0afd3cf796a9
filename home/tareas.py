"""Links on the admin's front page to the usual tasks of a user of one portal."""

from collections import Counter
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin.ui.components import Component
from wagtail.models import Page
from wagtail.permissions import policy_registry

from aislamiento.scope import scope_of
from base.models import PortalSettings
from base.textos_del_portal import portadas_por_traducir, textos_url
from equipos.roles import coordinates
from inicios.declaracion import in_order
from por_traducir.estados import EstadoDeTraduccion, count_states_by_portal
from traduccion.idiomas import may_translate

from .apertura.modulos import open_sections
from .models import HomePage


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
        """Yield the tasks of the sections that the portal has."""
        sections = {HomePage: home, **open_sections(home)}
        for task in in_order("tasks"):
            section = sections.get(task.section)
            if section is not None and task.is_for(section):
                url = self.add_url(task.creates, section)
                yield Tarea(task.titulo, task.descripcion, url, task.icono)

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
        counts = sum((row[2] for row in count_states_by_portal(self.request.user)), Counter())
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
        """Return the URL of the form for a new page; without ``model``, that to choose its type."""
        if model is None:
            return reverse("wagtailadmin_pages:add_subpage", args=[parent.pk])
        args = [model._meta.app_label, model._meta.model_name, parent.pk]
        return reverse("wagtailadmin_pages:add", args=args)
