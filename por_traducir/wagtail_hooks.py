from django.urls import include, path
from wagtail import hooks
from wagtail.models import Page

from aislamiento.menus import useless_without


# Replaces the report of Wagtail Localize, whose menu entry leads here.
@hooks.register("register_admin_urls", order=-1)
def register_report():
    return [path("localize/reports/translations/", include("por_traducir.urls"))]


useless_without("traducciones:index", Page, actions={"change"})
