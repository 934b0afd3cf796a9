from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TransparenciaConfig(AppConfig):
    name = "transparencia"
    verbose_name = _("Transparencia")

    def ready(self):
        from base.datos_abiertos import registrar as dar
        from base.de_la_entidad import registrar as mostrar
        from base.documentos import withdraws
        from base.signal_handlers import clear_page_cache_with
        from bitacora.cambios import track
        from directorio.presencia.registro import registrar as medir
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
        from .ley168.datos import LEY_168
        from .ley168.listado import de_la_entidad as ley168
        from .ley168.presencia import ley168 as presencia_de_ley168
        from .normas.conjunto import NORMAS
        from .planteamientos.datos import PLANTEAMIENTOS
        from .planteamientos.importadores import (
            InformesDePlanteamientosImportador,
            PlanteamientosImportador,
        )
        from .planteamientos.parte import de_la_entidad as planteamientos

        lists = [self.get_model("Medida"), self.get_model("Obligacion")]
        clear_page_cache_with(*lists)
        track(*lists)
        for parte in (indicadores, documentos, ley168):
            mostrar(parte)
        mostrar(planteamientos, anywhere=True)
        withdraws(retirados)
        medir(presencia_de_ley168)
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
        for conjunto in (
            INDICADORES,
            PLANTEAMIENTOS,
            LEY_168,
            DOCUMENTOS,
            NORMAS,
            ACUERDOS,
            DELEGADOS,
        ):
            dar(conjunto)
