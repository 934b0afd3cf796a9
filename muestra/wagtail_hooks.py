from django.urls import include, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from .buzon import vistas as buzon


@hooks.register("register_admin_urls")
def register_mail_of_the_demo():
    return [path("informes/buzon/", include("muestra.buzon.urls"))]


class BuzonMenuItem(MenuItem):
    def is_shown(self, request):
        return buzon.may_read(request.user)


@hooks.register("register_reports_menu_item")
def register_mail_of_the_demo_menu_item():
    return BuzonMenuItem(buzon.TITULO, reverse("buzon:index"), icon_name="mail", order=910)
