from django.http import Http404
from django.utils.translation import get_language
from django.views.decorators.csrf import csrf_exempt

from atencion.models import ConsultaPublicaPage
from atencion.vistas import consultas
from base.chrome import Chrome
from base.origen import only_sent
from base.publicas import publicas
from base.tree import in_tree_of


def _consulta(request, pk):
    home = Chrome.for_request(request).site.root_page
    found = ConsultaPublicaPage.objects.filter(
        in_tree_of(home.path), pk=pk, locale__language_code=get_language()
    )
    consulta = publicas(found).first()
    if consulta is None:
        raise Http404
    Chrome.for_request(request, consulta)
    return consulta


@csrf_exempt
@only_sent(lambda request, pk: _consulta(request, pk).get_url(request))
def responder(request, pk):
    """Take in what somebody answers to a consultation of this portal, in this language."""
    return consultas.responder(_consulta(request, pk), request)
