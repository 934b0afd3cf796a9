"""What people answered is read by whoever sees the page that asked them."""

from aislamiento.scope import visible
from aislamiento.visibles import through
from atencion.models import (
    ConsultaPublicaPage,
    OpcionMarcada,
    RecuentoDeConsulta,
    RedDeConsulta,
    RespuestaAConsulta,
    TextoDeRespuesta,
)

visible(RespuestaAConsulta, RecuentoDeConsulta, RedDeConsulta)(
    through("consulta", ConsultaPublicaPage)
)
visible(OpcionMarcada, TextoDeRespuesta)(through("respuesta__consulta", ConsultaPublicaPage))
