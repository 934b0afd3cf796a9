"""«¿Le sirvió esta página?»: yes or no, and two optional questions afterwards.

There is no cookie and no CSRF token, because the form is part of pages cached for everybody. The
signed address of the next page identifies the opinion to which the texts are added.
"""

from django.core import signing
from django.db import transaction
from django.http import Http404, HttpResponseForbidden
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods
from wagtail.models import Page

from atencion.models import Opinion
from atencion.opiniones.forms import OpinionForm
from base.publicas import publicas
from base.tree import from_homes_down
from servidor.limites import count, place_of, seconds_left
from servidor.origen import is_from_own_pages, only_sent, path_before
from usuarios.views.limites import too_many

_SALT = "atencion.opinion"
_SIGNED_FOR = 24 * 3600
_WINDOW = 3600
# A whole municipality may share one address.
_PER_PAGE, _PER_PLACE = 30, 300


def _page_url(request, pk):
    page = get_object_or_404(publicas(Page.objects.filter(from_homes_down())), pk=pk)
    return page.get_url(request)


@csrf_exempt
@only_sent(_page_url)
def give_opinion(request, pk):
    """Store a yes or no about one page."""
    page = Page.objects.filter(from_homes_down(), pk=pk, live=True).first()
    if page is None:
        raise Http404
    if not is_from_own_pages(request):
        return HttpResponseForbidden(
            _("No recibimos su respuesta. Abra la página del portal y envíela desde ahí.")
        )
    answer = request.POST.get("sirvio")
    if answer not in ("si", "no"):
        return _page(request, sin_elegir=True, volver=path_before(request), status=422)
    if _is_flood(request, page):
        return too_many(_page(request, demasiadas=True), seconds_left(_WINDOW))
    opinion = Opinion.objects.create(page=page, sirvio=answer == "si")
    signed = signing.dumps([opinion.pk, path_before(request)], salt=_SALT, compress=True)
    return redirect(reverse("opinion_gracias", args=[signed]))


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def gracias(request, firma):
    """Thank the visitor, and ask what they looked for and what failed."""
    try:
        pk, path = signing.loads(firma, salt=_SALT, max_age=_SIGNED_FOR)
    except signing.BadSignature:
        raise Http404 from None
    if request.method != "POST":
        return _page(request, form=OpinionForm(), volver=path)
    if not is_from_own_pages(request):
        return HttpResponseForbidden(
            _("No recibimos su respuesta. Abra la página del portal y envíela desde ahí.")
        )
    form = OpinionForm(request.POST)
    if not form.is_valid():
        return _page(request, form=form, volver=path, status=422)
    return _page(request, volver=path, guardada=True, tapado=_keep(form, pk))


@transaction.atomic
def _keep(form, pk):
    """Store the texts once; return whether something in them was masked."""
    opinion = Opinion.objects.select_for_update().filter(pk=pk).first()
    if opinion is None or opinion.buscaba or opinion.fallo:
        return False
    return form.save(opinion)


def _is_flood(request, page):
    place = place_of(request, "atencion.opiniones")
    of_page = count(f"opinion-{place}-{page.pk}", _WINDOW)
    return of_page > _PER_PAGE or count(f"opiniones-{place}", _WINDOW) > _PER_PLACE


def _page(request, *, status=200, **context):
    context["titulo_pagina"] = _("¿Le sirvió esta página?")
    return render(request, "atencion/opiniones/gracias.html", context, status=status)
