"""What people answered is read by whoever sees the page that asked them."""

from atencion.models import (
    ConsultaPublicaPage,
    ConsultasIndexPage,
    OpcionMarcada,
    RecuentoDeConsulta,
    RedDeConsulta,
    RespuestaAConsulta,
    TextoDeRespuesta,
)
from base.tenancy.addresses import classify
from base.tenancy.menus import useless_without
from base.tenancy.scope import visible
from base.tenancy.visibles import through

visible(RespuestaAConsulta, RecuentoDeConsulta, RedDeConsulta)(
    through("consulta", ConsultaPublicaPage)
)
visible(OpcionMarcada, TextoDeRespuesta)(through("respuesta__consulta", ConsultaPublicaPage))

classify("consultas", "index index_results")
classify("consultas", "ver ver_results", pk=ConsultaPublicaPage)
useless_without("consultas:index", ConsultasIndexPage, ConsultaPublicaPage, actions={"add"})
