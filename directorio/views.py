"""Views of an entidad: its page, its vCard, and the form to report wrong data."""

from django.http import HttpResponseRedirect
from django.utils.cache import add_never_cache_headers

from base.frame import Frame
from base.presentation import accepts_post

from .datos import entidad_context
from .exports import as_vcf
from .informes import InformeForm, TooManyReportsError, is_first


def entidad(page, request):
    return page.render(request, context_overrides=entidad_context(page, request))


def tarjeta(page, request):
    return as_vcf([page], page.slug, request)


@accepts_post
def report(page, request):
    """Receive a citizen's informe of a wrong datum: anonymous, without JavaScript, not cached."""
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
