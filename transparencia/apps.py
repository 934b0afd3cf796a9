from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TransparenciaConfig(AppConfig):
    name = "transparencia"
    verbose_name = _("Transparencia")

    def ready(self):
        from base.de_la_entidad import registrar
        from base.documentos import withdraws
        from base.signal_handlers import clear_page_cache_with
        from bitacora.cambios import track
        from importacion.registro import register

        from . import tenancy  # noqa: F401
        from .documentos import listado
        from .documentos.importador import DocumentosImportador
        from .documentos.retirados import retirados
        from .gobierno.importadores import (
            ConsejosImportador,
            OrganosImportador,
            SesionesImportador,
        )
        from .indicadores import listado
        from .indicadores.importador import IndicadoresImportador

        medida = self.get_model("Medida")
        clear_page_cache_with(medida)
        track(medida)
        for importador in (ConsejosImportador, OrganosImportador, SesionesImportador):
            register(importador())
        registrar(listado.de_la_entidad)
        register(IndicadoresImportador())
        withdraws(retirados)
        registrar(listado.de_la_entidad)
        register(DocumentosImportador())
