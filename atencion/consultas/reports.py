"""Reports of the answers to the consultas that the user edits."""

from operator import attrgetter

from django.db.models import Count, Max
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from wagtail.admin.ui.tables import Column, TitleColumn

from atencion.models import ConsultaPublicaPage, ConsultasIndexPage, RespuestaAConsulta
from graficos import Tabla
from tableros.columnas import FechaColumn
from tableros.menu_entries import MenuGroup
from tableros.reports import ReportViewSet, Screen
from tableros.views import BaseReportView, PageReportView

from .blocks import OTRA, opciones
from .cuenta import count_answers
from .redes import MUCHAS, repetidas
from .resultados import en_parte


class ConsultasView(BaseReportView):
    """The consultas with answers, the last to close first."""

    model = ConsultaPublicaPage
    columns = [
        TitleColumn(
            "title",
            label=pgettext_lazy("consulta pública", "Consulta"),
            get_url=attrgetter("respuestas_url"),
        ),
        Column("portal", label=gettext_lazy("Portal")),
        Column("plazo", label=gettext_lazy("Plazo")),
        Column("total", label=gettext_lazy("Respuestas")),
        FechaColumn("ultima_respuesta", label=gettext_lazy("Última")),
    ]
    no_results_message = gettext_lazy("Todavía nadie ha respondido a sus consultas.")

    def get_base_queryset(self):
        answered = super().get_base_queryset().respondidas().select_related("recuento")
        return answered.annotate(
            total=Count("respuestas") + Coalesce("recuento__total", 0),
            ultima=Max("respuestas__dia"),
        ).order_by("-cierra", "pk")

    def decorate(self, consulta):
        consulta.respuestas_url = reverse("consultas:ver", args=[consulta.pk])
        consulta.portal = self.portales.get_name(consulta.path)
        consulta.ultima_respuesta = consulta.ultima or _("Se borraron el %(dia)s") % {
            "dia": date_format(consulta.recuento.borradas_el)
        }


class RespuestasView(PageReportView):
    """The answers to one consulta, one column per question, with the texts of the page.

    Above them their exact count, with and without repeated networks: whoever decides reads both.
    """

    model = RespuestaAConsulta
    page_model = ConsultaPublicaPage
    template_name = "atencion/admin/consulta.html"
    results_template_name = "atencion/admin/consulta_results.html"
    page_title = gettext_lazy("Respuestas a una consulta")

    @cached_property
    def preguntas(self):
        return list(self.page.preguntas)

    @cached_property
    def redes(self):
        """The repeated networks: {key: its number for readers}."""
        keys = repetidas(self.page.redes).order_by("pk").values_list("pk", flat=True)
        return {key: place for place, key in enumerate(keys, start=1)}

    @property
    def columns(self):
        return [
            FechaColumn("dia", label=gettext_lazy("Día")),
            *(
                Column(_name(place), label=pregunta.value["texto"])
                for place, pregunta in enumerate(self.preguntas)
            ),
            Column("de_red", label=gettext_lazy("Desde una red con muchas respuestas")),
        ]

    @property
    def no_results_message(self):
        recuento = getattr(self.page, "recuento", None)
        if recuento is None:
            return _("Todavía nadie ha respondido a esta consulta.")
        return _(
            "Las respuestas una por una se borraron el %(dia)s, al terminar su plazo. Los "
            "resultados siguen aquí y en la página de la consulta."
        ) % {"dia": date_format(recuento.borradas_el)}

    def get_base_queryset(self):
        found = RespuestaAConsulta.objects.filter(consulta=self.page)
        return found.prefetch_related("marcadas", "textos").order_by("-pk")

    def get_context_data(self, **kwargs):
        cuenta = count_answers(self.page)
        return super().get_context_data(**kwargs) | {
            "cuenta": cuenta,
            "muchas": MUCHAS,
            "recuentos": [
                (pregunta.value["texto"], _counted(cuenta, pregunta))
                for pregunta in self.preguntas
                if pregunta.block_type != "texto" and cuenta.total
            ],
        }

    def decorate(self, respuesta):
        place = self.redes.get(respuesta.red_id)
        respuesta.de_red = _("No") if place is None else _("Sí, red %(numero)d") % {"numero": place}
        for place, pregunta in enumerate(self.preguntas):
            setattr(respuesta, _name(place), _told(respuesta, pregunta))


def _counted(cuenta, pregunta):
    """Return the exact numbers of each choice as a table."""
    headings, totals = [_("Opción"), _("Todas")], [cuenta.total]
    if cuenta.redes_repetidas:
        headings.append(_("Sin las de una misma red"))
        totals.append(cuenta.sin_redes)
    return Tabla(
        tuple(headings),
        tuple(
            (text, *map(en_parte, numbers, totals))
            for _key, text, *numbers in cuenta.filas(pregunta)
        ),
    )


def _name(place):
    return f"pregunta_{place + 1}"


def _told(respuesta, pregunta):
    """Return the choices and the text of the answer to one question, as one line."""
    names = {}
    if pregunta.block_type != "texto":
        names = dict(opciones(pregunta)) | {OTRA: _("Otra")}
    chosen = [
        names[row.opcion]
        for row in respuesta.marcadas.all()
        if row.pregunta == pregunta.id and row.opcion in names
    ]
    written = [row.texto for row in respuesta.textos.all() if row.pregunta == pregunta.id]
    return " · ".join([", ".join(chosen), *written] if chosen else written)


class ConsultasViewSet(ReportViewSet):
    name = "consultas"
    url_prefix = "consultas-publicas"
    menu_label = gettext_lazy("Respuestas a las consultas")
    page_title = gettext_lazy("Respuestas a las consultas públicas")
    icon = "help"
    menu_order = 57
    menu_group = MenuGroup.PEOPLE
    menu_description = gettext_lazy("Lo que la gente respondió a cada consulta pública.")
    addresses = (
        Screen("", ConsultasView, "index"),
        Screen("<int:pk>/", RespuestasView, "ver", {"pk": ConsultaPublicaPage}),
    )
    written_on = (ConsultasIndexPage, ConsultaPublicaPage)
