from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin import messages

from .models import Anuncio
from .views import AnunciosViewSet

hooks.register("register_admin_viewset", AnunciosViewSet)


@hooks.register("after_publish_page")
def tell_who_published(request, page):
    """Tell the editor where the page is being announced, the first time it is published."""
    waiting = Anuncio.objects.filter(pagina=page.pk, estado=Anuncio.Estado.PENDIENTE)
    if names := [anuncio.get_canal_display() for anuncio in waiting.order_by("canal")]:
        button = messages.button(reverse("anuncios:index"), _("Ver los anuncios"))
        text = _("Se anuncia en: %(canales)s.") % {"canales": ", ".join(names)}
        messages.info(request, text, buttons=[button])
