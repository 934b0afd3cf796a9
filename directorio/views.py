"""The directory and its entities: lists, sheets, downloads, and what citizens report as wrong."""

from django.http import HttpResponseRedirect
from django.utils.cache import add_never_cache_headers

from base.frame import Frame
from base.presentation import accepts_post

from . import descargas, listado
from .datos import entidad_context
from .informes import InformeForm, TooManyReportsError, is_first


def hoja(page, request):
    """The whole directory on paper: names, telephones, addresses."""
    context = listado.hoja_context(page, request)
    return page.render(request, template="directorio/imprimir.html", context_overrides=context)


def tarjetas(page, request):
    return descargas.as_vcf(request, descargas.entidades(request, page), "directorio")


def csv(page, request):
    return descargas.as_csv(request, page)


def json(page, request):
    return descargas.as_json(request, page)


def entidad(page, request):
    return page.render(request, context_overrides=entidad_context(page, request))


def tarjeta(page, request):
    return descargas.as_vcf(request, [page], page.slug)


@accepts_post
def informar(page, request):
    """Take in what a citizen found wrong: no name, no script, no cache."""
    form = InformeForm(page, request.POST if request.method == "POST" else None)
    status = 200
    if form.is_valid():
        try:
            if is_first(request, page, form.cleaned_data["dato"]):
                form.save(Frame.for_request(request).site)
            return HttpResponseRedirect(f"{request.path}?gracias")
        except TooManyReportsError as error:
            form.add_error(None, str(error))
            status = 429
    elif form.is_bound:
        status = 422
    response = page.render(
        request,
        template="directorio/informar.html",
        context_overrides={
            "form": form,
            "enviado": "gracias" in request.GET,
            "url": request.path.removesuffix("informar/"),
        },
    )
    response.status_code = status
    add_never_cache_headers(response)
    return response
