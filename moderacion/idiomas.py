"""Check whether readers can reach a translated page once it is approved."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import Page

from base.tree import HOME_DEPTH, paths_above


@dataclass(frozen=True)
class Impedimento:
    """Reason why readers cannot reach a page, and the URL to fix it."""

    texto: str
    url: str


def impedimentos(pages):
    """Return {page pk: :class:`Impedimento`} of the pages that readers could not reach.

    These pages are below a portada or a section not published in that language. One query.
    """
    others = [page for page in pages if not page.locale.is_default]
    if not others:
        return {}
    paths = {path for page in others for path in paths_above(page.path)}
    drafts = Page.objects.filter(path__in=paths, depth__gte=HOME_DEPTH, live=False)
    # The highest draft comes last and stays in the dict: it must be published first.
    return {
        page.pk: _impedimento(draft)
        for draft in drafts.order_by("-depth")
        for page in others
        if page.path.startswith(draft.path)
    }


def _impedimento(draft):
    text = _(
        "«%(titulo)s», dentro de la cual está esta página, no está publicada en este idioma. "
        "Hasta entonces nadie llega a lo traducido."
    )
    return Impedimento(
        text % {"titulo": draft.get_admin_display_title()},
        reverse("wagtailadmin_pages:edit", args=[draft.pk]),
    )
