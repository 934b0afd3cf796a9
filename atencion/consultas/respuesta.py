from django.http import Http404
from django.utils.translation import get_language
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from atencion.models import ConsultaPublicaPage
from atencion.vistas import consultas
from base.chrome import Chrome
from base.publicas import publicas
from base.tenancy.tree import in_tree_of


@csrf_exempt
@require_POST
def responder(request, pk):
    """Take in what somebody answers to a consultation of this portal, in this language."""
    home = Chrome.for_request(request).site.root_page
    found = ConsultaPublicaPage.objects.filter(
        in_tree_of(home.path), pk=pk, locale__language_code=get_language()
    )
    consulta = publicas(found).first()
    if consulta is None:
        raise Http404
    Chrome.for_request(request, consulta)
    return consultas.responder(consulta, request)
