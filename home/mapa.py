"""The site map of a portal for people: a tree of its public pages."""

from django.db.models import Q
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.models import Page, get_page_models

from base.frame import Frame
from base.models import BasePage
from base.publicas import publicas
from base.sections import presentation_of
from portatil.views import descarga, para_llevar
from servidor.caches.fragments import UNTIL_ANNOUNCED, fragment


@require_safe
def mapa(request):
    home = Frame.for_request(request).inicio
    tree = fragment(f"mapa-{home.pk}", lambda: branches(home, request), UNTIL_ANNOUNCED)
    context = {
        "titulo_pagina": _("Mapa del sitio"),
        "ramas": tree,
        "descarga": descarga(request),
        "para_llevar": para_llevar(request),
    }
    return render(request, "home/mapa.html", context)


def branches(home, request):
    """Return the pages below ``home`` as a tree of ``{"titulo", "url", "ramas"}``.

    Sections that list their own pages, perhaps thousands, come without them. The tree leaves out
    all pages below a page that is not public.
    """
    tree = {home.path: []}
    for page in publicas(home.get_descendants()).exclude(_inside_lists(home)).order_by("path"):
        siblings = tree.get(page.path[: -page.steplen])
        if siblings is not None:
            tree[page.path] = []
            siblings.append(
                {"titulo": page.title, "url": page.get_url(request), "ramas": tree[page.path]}
            )
    return tree[home.path]


def _inside_lists(home):
    own = (model for model in get_page_models() if issubclass(model, BasePage))
    models = [model for model in own if presentation_of(model).lists_its_pages]
    inside = Q(pk=None)
    for path in Page.objects.descendant_of(home).type(*models).values_list("path", flat=True):
        inside |= Q(path__startswith=path) & ~Q(path=path)
    return inside
