from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NoticiasConfig(AppConfig):
    name = "noticias"
    verbose_name = _("Noticias")

    def ready(self):
        from base.signal_handlers import clear_page_cache_with
        from bitacora.cambios import track
        from directorio.presencia.registro import registrar as medir

        from . import tenancy  # noqa: F401
        from .presencia import noticias

        categoria = self.get_model("CategoriaNoticia")
        clear_page_cache_with(categoria, self.get_model("DecisionDeLaProvincia"))
        track(categoria)
        medir(noticias)
