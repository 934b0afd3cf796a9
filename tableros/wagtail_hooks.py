from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from wagtail import hooks

from .menus import ConfiguracionViewSet, InformesViewSet

hooks.register("register_admin_viewset", InformesViewSet)
hooks.register("register_admin_viewset", ConfiguracionViewSet)


@hooks.register("insert_global_admin_css")
def tableros_css():
    return format_html('<link rel="stylesheet" href="{}">', static("css/tableros.css"))


@hooks.register("insert_global_admin_js")
def tableros_js():
    scripts = ("js/tablas.js", "js/campos.js")
    return format_html_join("", '<script src="{}"></script>', ((static(js),) for js in scripts))
