from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NoticiasConfig(AppConfig):
    name = "noticias"
    verbose_name = _("Noticias")

    def ready(self):
        from base.signal_handlers import clear_page_cache_with
        from base.tenancy.scope import visible
        from base.tenancy.visibles import everyone
        from bitacora.cambios import track

        categoria = self.get_model("CategoriaNoticia")
        visible(categoria)(everyone)
        clear_page_cache_with(categoria)
        track(categoria)
