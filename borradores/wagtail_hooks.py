from django.urls import path
from wagtail import hooks

from .views import pulso


@hooks.register("register_admin_urls")
def urls():
    return [path("pulso/", pulso, name="borradores_pulso")]
