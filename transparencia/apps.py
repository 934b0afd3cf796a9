from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TransparenciaConfig(AppConfig):
    name = "transparencia"
    verbose_name = _("Transparencia")

    def ready(self):
        from base.datos_abiertos import registrar as dar
        from base import datos_abiertos
        from base.de_la_entidad import registrar
        from base.documentos import withdraws
        from base.signal_handlers import clear_page_cache_with
        from bitacora.cambios import track
        from importacion.registro import register

        from . import tenancy  # noqa: F401
        from .datos import cambios  # noqa: F401
        from .documentos.conjunto import DOCUMENTOS
        from .documentos.importador import DocumentosImportador
        from .documentos.listado import de_la_entidad as documentos
        from .documentos.retirados import retirados
        from .gobierno.conjuntos import ACUERDOS, DELEGADOS
        from .gobierno.importadores import (
            ConsejosImportador,
            OrganosImportador,
            SesionesImportador,
        )
        from .indicadores.conjunto import INDICADORES
        from .indicadores.importador import IndicadoresImportador
        from .indicadores.listado import de_la_entidad as indicadores
        from .ley168 import datos as _ley168  # noqa: F401
        from .ley168.listado import de_la_entidad as ley168
        from .planteamientos.datos import PLANTEAMIENTOS
        from .planteamientos.importadores import (
            InformesDePlanteamientosImportador,
            PlanteamientosImportador,
        )
        from .planteamientos.parte import de_la_entidad as planteamientos
        from .normas.conjunto import NORMAS

        medida = self.get_model("Medida")
        clear_page_cache_with(medida)
        track(medida)
        for parte in (indicadores, documentos):
            registrar(parte)
        registrar(planteamientos, anywhere=True)
        dar(PLANTEAMIENTOS)
        obligacion = self.get_model("Obligacion")
        clear_page_cache_with(obligacion)
        track(obligacion)
        registrar(ley168)
        withdraws(retirados)
        for importador in (
            ConsejosImportador,
            OrganosImportador,
            SesionesImportador,
            IndicadoresImportador,
            DocumentosImportador,
            InformesDePlanteamientosImportador,
            PlanteamientosImportador,
        ):
            register(importador())
        for conjunto in (ACUERDOS, DELEGADOS, DOCUMENTOS, INDICADORES, NORMAS):
            datos_abiertos.registrar(conjunto)
