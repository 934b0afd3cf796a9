"""Public presentation of Atención a la Población and of the consultas, with their URLs."""

from django.urls import path
from django.utils.translation import gettext

from base.links import Link
from base.presentation import Presentation
from base.search_results import Ayuda

from .models import AtencionPage, ConsultaPublicaPage, ConsultasIndexPage
from .views import como_respondemos, consultas, entrada, seguimiento


class AtencionPresentation(Presentation):
    model = AtencionPage
    urls = (
        path("", entrada.entrada, name="entrada"),
        path("escribir/<slug:tipo>/", entrada.write, name="escribir"),
        path("acuse/", entrada.acuse, name="acuse"),
        path("acuse/texto/", entrada.acuse_texto, name="acuse_texto"),
        path("seguimiento/", seguimiento.enter, name="seguimiento"),
        path("seguimiento/caso/", seguimiento.caso, name="caso_propio"),
        path("seguimiento/adjunto/<int:pk>/", seguimiento.adjunto, name="adjunto_propio"),
        path("seguimiento/salir/", seguimiento.leave, name="salir"),
        path("seguimiento/<slug:nombre>/", seguimiento.accion, name="accion_propia"),
        path("como-respondemos/", como_respondemos.pagina, name="como_respondemos"),
        path("como-respondemos/csv/", como_respondemos.tabla, name="como_respondemos_csv"),
    )

    def get_help(self, request):
        return Ayuda(
            gettext("¿No lo encuentra? Pregunte"),
            enlaces=(Link(self.page.title, self.page.get_url(request)),),
        )

    def get_functions(self, request):
        url = self.page.get_url(request)
        yield (
            Link(gettext("Seguir mi caso"), f"{url}seguimiento/"),
            gettext("Con el número y el código secreto que recibió al escribir."),
            gettext(
                "caso, seguimiento, seguir/número/clave/estado caso/queja/solicitud/carta,"
                " respuesta/responden/contestan/quedó caso/queja/solicitud/carta"
            ),
        )
        yield (
            Link(gettext("Escribir una queja o una pregunta"), url),
            gettext("Recibe un número para seguirla, y la respuesta dentro de un plazo."),
            gettext(
                "queja, petición, quiero/poner/hacer/presentar queja/denuncia/reclamación,"
                " escribir/carta/queja/hablar gobierno"
            ),
        )


class ConsultasIndexPresentation(Presentation):
    model = ConsultasIndexPage
    lists_its_pages = True
    urls = consultas.ConsultasList.urls("lista")


class ConsultaPublicaPresentation(Presentation):
    model = ConsultaPublicaPage
    asks_opinion = False
    urls = (
        path("", consultas.pagina, name="pagina"),
        path("gracias/", consultas.gracias, name="gracias"),
        path("csv/", consultas.tabla, name="csv"),
    )

    @property
    def search_date(self):
        return self.page.cierra

    def get_card_facts(self):
        return self.page.tipo_publico, str(self.page.plazo)
