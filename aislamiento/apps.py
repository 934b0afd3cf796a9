from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AislamientoConfig(AppConfig):
    name = "aislamiento"
    verbose_name = _("Quién ve qué")

    def ready(self):
        from wagtail.models import get_page_models

        from base.models import BasePage, PortalSettings

        from . import checks, plain_search, policies  # noqa: F401
        from .forms import refuse_unseen

        # Done here for all models, so that no section can forget it.
        pages = (model for model in get_page_models() if issubclass(model, BasePage))
        for model in (*pages, PortalSettings):
            refuse_unseen(model)
