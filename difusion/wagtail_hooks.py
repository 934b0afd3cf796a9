from django.urls import include, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem

from . import urls
from .models import Anuncio


@hooks.register("register_admin_urls")
def admin_urls():
    return [path("anuncios/", include(urls))]


@hooks.register("register_reports_menu_item")
def menu_item():
    return MenuItem(
        gettext_lazy("Anuncios"),
        reverse("anuncios:index"),
        name="anuncios",
        icon_name="comment",
        order=800,
    )


@hooks.register("after_publish_page")
def tell_who_published(request, page):
    """Say where the page is being announced, the first time it is published."""
    waiting = Anuncio.objects.filter(pagina=page.pk, estado=Anuncio.Estado.PENDIENTE)
    if names := [anuncio.get_canal_display() for anuncio in waiting.order_by("canal")]:
        button = messages.button(reverse("anuncios:index"), _("Ver los anuncios"))
        text = _("Se anuncia en: %(canales)s.") % {"canales": ", ".join(names)}
        messages.info(request, text, buttons=[button])
