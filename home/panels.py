"""Panels of the admin's front page."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin.ui.components import Component
from wagtail.permissions import policy_registry

from noticias.models import NoticiaPage, NoticiasIndexPage

from .models import HomePage, StandardPage


@dataclass(frozen=True)
class Tarea:
    titulo: str
    descripcion: str
    url: str
    icono: str


class TareasPanel(Component):
    """What an editor comes for, one click away; for those with a single home page."""

    name = "tareas"
    template_name = "home/admin/tareas.html"
    order = 50

    def __init__(self, request):
        self.request = request

    def get_context_data(self, parent_context):
        return {"tareas": self.get_tareas()}

    def get_tareas(self):
        policy = policy_registry.get_by_type(HomePage)
        editable = policy.instances_user_has_permission_for(self.request.user, "add")
        homes = HomePage.objects.filter(
            pk__in=editable.values("pk"), sites_rooted_here__isnull=False
        )[:2]
        if len(homes) != 1:
            return []
        home = homes[0]
        tareas = [
            Tarea(
                _("Crear una página informativa"),
                _("Texto que cambia poco: historia, gobierno, contactos."),
                self.add_url(StandardPage, home),
                "doc-empty",
            ),
            Tarea(
                _("Ver y ordenar las páginas"),
                _("Todo lo publicado y los borradores de su portal."),
                reverse("wagtailadmin_explore", args=[home.pk]),
                "folder-open-inverse",
            ),
            Tarea(_("Abrir el portal"), _("Como lo ve un ciudadano."), home.full_url, "view"),
        ]
        news_index = NoticiasIndexPage.objects.child_of(home).first()
        if news_index is not None:
            tareas.insert(
                0,
                Tarea(
                    _("Escribir una noticia"),
                    _("Se guarda como borrador hasta que la envíe a moderación."),
                    self.add_url(NoticiaPage, news_index),
                    "edit",
                ),
            )
        return tareas

    def add_url(self, model, parent):
        args = [model._meta.app_label, model._meta.model_name, parent.pk]
        return reverse("wagtailadmin_pages:add", args=args)
