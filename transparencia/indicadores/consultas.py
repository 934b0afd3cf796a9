"""Which indicators belong to a portal, and how the last value of each stands to its plan."""

from django.db.models import BooleanField, F, OuterRef, Q, Subquery

from transparencia.models.indicador import IndicadorPage, Sentido, Valor
from transparencia.propias import de_las_que_atienden, propias

from .estado import Situacion


def indicadores_de(chrome):
    """Return the public indicators that the portal lists, each with its last value.

    Those of entities of the province that serve it are among them.
    """
    shared = de_las_que_atienden(chrome.site)
    return con_ultimo(propias(IndicadorPage.objects.all(), chrome, shared=shared))


def con_ultimo(indicadores):
    """Annotate the last period that was reached; None of what tells neither source nor day."""
    told = Valor.objects.filter(
        page=OuterRef("pk"),
        page__actualizado_el__isnull=False,
        real__isnull=False,
    ).exclude(page__fuente="")
    last = told.order_by("-periodo", "-pk")
    return indicadores.annotate(
        ultimo_periodo=Subquery(last.values("periodo")[:1]),
        ultimo_plan=Subquery(last.values("plan")[:1]),
        ultimo_real=Subquery(last.values("real")[:1]),
        ultimo_provisional=Subquery(last.values("es_provisional")[:1], output_field=BooleanField()),
    )


def en_situacion(indicadores, situacion):
    """Those of ``con_ultimo`` whose last value stands so to its plan (``estado.situacion``)."""
    has_plan = Q(ultimo_plan__isnull=False) & ~Q(sentido=Sentido.NEUTRO)
    is_met = Q(sentido=Sentido.MAS, ultimo_real__gte=F("ultimo_plan")) | Q(
        sentido=Sentido.MENOS, ultimo_real__lte=F("ultimo_plan")
    )
    is_missed = Q(sentido=Sentido.MAS, ultimo_real__lt=F("ultimo_plan")) | Q(
        sentido=Sentido.MENOS, ultimo_real__gt=F("ultimo_plan")
    )
    told = indicadores.filter(ultimo_real__isnull=False)
    match situacion:
        case Situacion.CUMPLIDO:
            return told.filter(is_met)
        case Situacion.INCUMPLIDO:
            return told.filter(is_missed)
        case _:
            return told.exclude(has_plan)
