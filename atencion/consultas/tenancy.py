"""What people answered is read by whoever sees the page that asked them."""

from aislamiento.addresses import classify
from aislamiento.menus import useless_without
from aislamiento.scope import visible
from aislamiento.visibles import through
from atencion.models import (
    ConsultaPublicaPage,
    ConsultasIndexPage,
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

classify("consultas", "index index_results")
classify("consultas", "ver ver_results", pk=ConsultaPublicaPage)
useless_without("consultas:index", ConsultasIndexPage, ConsultaPublicaPage, actions={"add"})
