from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem

from atencion.models import ConsultaPublicaPage

from . import admin_urls


@hooks.register("register_admin_urls")
def register_urls():
    return [path("consultas-publicas/", include(admin_urls))]


@hooks.register("register_reports_menu_item")
def register_report():
    return MenuItem(
        _("Respuestas a las consultas"),
        reverse("consultas:index"),
        name="consultas",
        icon_name="help",
        order=57,
    )


@hooks.register("before_edit_page")
def explain_kept_questions(request, page):
    """Say, before the form, that the questions of a draft came too late."""
    if request.method != "GET" or not isinstance(page, ConsultaPublicaPage):
        return
    if page.trae_otras_preguntas:
        messages.warning(
            request,
            _(
                "Este borrador cambiaba las preguntas, y mientras tanto hubo respuestas: las "
                "preguntas se quedan como se respondieron, también al publicarlo. Para "
                "preguntar otra cosa, cierre esta consulta y abra otra."
            ),
        )
