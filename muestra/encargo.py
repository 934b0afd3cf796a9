"""Assigns the pages of the sample to the sample editor of their portal."""

from wagtail.models import Page

from base.models import PortalSettings
from base.portales import portales
from home.contenido.creacion import born_with
from usuarios.muestra import sample_accounts

from .marcas import marks
from .portada import HOME_PIECE


def entrust_sample():
    """Set the sample editor as owner of the pages that have no owner yet.

    Two commands create sample and accounts, in either order, and both call this at the end. It is
    not a change by a person, so no history records it.
    """
    for portal in portales():
        datos = PortalSettings.objects.filter(slug=portal.slug).first()
        if datos is None:
            continue
        editor = sample_accounts().filter(groups=datos.editores_id).order_by("pk").first()
        if editor is None:
            continue
        pieces = marks(Page, portal)
        pieces.pop(HOME_PIECE, None)  # the home page belongs to the whole portal
        ids = [*(entry.page_id for entry in pieces.values()), *born_with(portal).values()]
        Page.objects.filter(pk__in=ids, owner=None).update(owner=editor)
