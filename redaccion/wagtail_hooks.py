from django.templatetags.static import static
from django.urls import path
from django.utils.html import format_html, format_html_join, json_script
from wagtail import hooks
from wagtail.admin.userbar import ContentCheckerItem

from . import scripts, views
from .alternativos import check_pictures
from .comprobaciones.views import ComprobarNuevaView, ComprobarView
from .viewsets import PalabraTecnicaViewSet

_OF_PICTURES = ("fotos", "fotos-recorte", "fotos-mesa", "fotos-portada")

hooks.register("register_admin_viewset", PalabraTecnicaViewSet)


@hooks.register("register_admin_urls")
def urls():
    """Return the URLs; those of checks are below the previews', as their script builds them."""
    return [
        path("redaccion/<int:page_id>/word/", views.from_docx, name="redaccion_docx"),
        path("redaccion/<int:page_id>/pegado/", views.from_pasted, name="redaccion_pegado"),
        path("redaccion/<int:page_id>/deshacer/", views.undo, name="redaccion_deshacer"),
        path(
            "pages/<int:page_id>/edit/preview/comprobaciones/",
            ComprobarView.as_view(),
            name="redaccion_comprobar",
        ),
        path(
            "pages/add/<slug:content_type_app_name>/<slug:content_type_model_name>"
            "/<int:parent_page_id>/preview/comprobaciones/",
            ComprobarNuevaView.as_view(),
            name="redaccion_comprobar_nueva",
        ),
    ]


# Runs after hooks that add a checker of their own to the items.
@hooks.register("construct_wagtail_userbar", order=200)
def extend_checks(request, items, page):
    for item in items:
        if isinstance(item, ContentCheckerItem):
            check_pictures(item)
            leave_summary_to_our_checks(item)


def leave_summary_to_our_checks(item):
    """Remove the rule of empty descriptions, which would report a missing summary a second time."""
    item.axe_run_only = [rule for rule in item.axe_run_only if rule != "empty-meta-description"]


@hooks.register("insert_global_admin_css")
def css_of_pictures():
    return format_html('<link rel="stylesheet" href="{}">', static("css/fotos.css"))


@hooks.register("insert_global_admin_js")
def scripts_of_pictures():
    return json_script(scripts.pictures(), "fotos") + _script(*_OF_PICTURES)


@hooks.register("insert_editor_js")
def scripts_of_the_editor():
    return json_script(scripts.texts(), "redaccion-textos") + _script("textos", "comprobaciones")


def _script(*names):
    files = ((static(f"js/{name}.js"),) for name in names)
    return format_html_join("", '<script src="{}"></script>', files)
