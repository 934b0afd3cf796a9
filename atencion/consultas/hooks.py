from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin import messages

from atencion.models import ConsultaPublicaPage


@hooks.register("before_edit_page")
def explain_kept_questions(request, page):
    """Warn above the form that the new questions of a draft came after the first answers."""
    if request.method != "GET" or not isinstance(page, ConsultaPublicaPage):
        return
    if page.trae_otras_preguntas:
        messages.warning(
            request,
            _(
                "Este borrador cambiaba las preguntas, y mientras tanto hubo respuestas: las "
                "preguntas se quedan como se respondieron, también al publicarlo. Para "
                "preguntar otra cosa, cierre esta consulta y abra otra."
            ),
        )
