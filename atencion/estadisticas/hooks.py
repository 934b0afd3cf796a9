from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from aislamiento.scope import scope_of
from atencion.permisos import coordina_alguno

from . import admin_urls


class ComoSeRespondeMenuItem(MenuItem):
    def is_shown(self, request):
        return scope_of(request.user).is_total or coordina_alguno(request.user)


@hooks.register("register_admin_urls")
def register_urls():
    return [path("como-se-responde/", include(admin_urls))]


@hooks.register("register_reports_menu_item")
def register_report():
    return ComoSeRespondeMenuItem(
        _("Cómo se responde"),
        reverse("como_se_responde:index"),
        name="como-se-responde",
        icon_name="tasks",
        order=56,
    )
