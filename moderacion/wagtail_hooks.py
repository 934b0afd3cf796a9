from django.urls import include, path
from wagtail import hooks

from . import menu, rules
from .cambios.panels import ArchivosPanel
from .compartidos.admin import offer as offer_link
from .cuenta import NotificacionesPanel
from .dashboard.administracion import AdministracionPanel
from .dashboard.menu import PorRevisarMenuItem
from .dashboard.mi_trabajo import LoPrimeroPanel, MiTrabajo, MiTrabajoPanel
from .dashboard.nombramientos import NombramientosPanel
from .dashboard.panels import ActividadPanel, PorRevisarPanel, SinTareasPanel
from .dashboard.reloj import RelojPanel
from .incompletas import leave_out_what_lacks_something
from .lotes import leave_out_what_changed
from .reports import CorreosViewSet
from .retiros.botones import PedirMenuItem, offer
from .retiros.panels import RetirosPanel
from .traducciones import (
    explain_restart,
    explain_translation,
    explain_unread,
    offer_translation,
    refuse_mixture,
)
from .views import PaginasViewSet

hooks.register("register_admin_viewset", CorreosViewSet)
hooks.register("construct_page_action_menu", menu.arrange)
hooks.register("register_page_header_buttons", offer_link)
hooks.register("register_page_action_menu_item", PedirMenuItem)
hooks.register("register_page_header_buttons", offer)
hooks.register("register_page_listing_more_buttons", offer)
hooks.register("before_publish_page", rules.keep_own_edits_as_draft)
hooks.register("before_publish_page", rules.refuse_unseen_files)
# Before Wagtail Localize returns its own editor.
hooks.register("before_edit_page", rules.explain_state, order=-1)
# Before Wagtail Localize handles the POST in its own editor.
hooks.register("before_edit_page", refuse_mixture, order=-2)
hooks.register("before_edit_page", explain_restart, order=-1)
hooks.register("before_edit_page", explain_translation, order=-1)
hooks.register("before_edit_page", explain_unread, order=-1)
hooks.register("before_edit_page", offer_translation)
hooks.register("after_edit_page", rules.explain_kept_draft)
hooks.register("after_create_page", rules.explain_kept_draft)
hooks.register("before_convert_alias_page", rules.require_publisher)
hooks.register("register_account_settings_panel", NotificacionesPanel)
# First: it locks the pages before other hooks read them.
hooks.register("before_bulk_action", leave_out_what_changed, order=-1)
hooks.register("before_bulk_action", leave_out_what_lacks_something)


@hooks.register("register_admin_viewset", order=10)
def register_page_views():
    """Register the view set that replaces the one of ``aislamiento``, which it extends."""
    return PaginasViewSet()


@hooks.register("register_admin_urls")
def register_dashboard():
    return [path("moderacion/", include("moderacion.dashboard.urls"))]


@hooks.register("register_admin_menu_item")
def register_queue():
    return PorRevisarMenuItem()


@hooks.register("construct_homepage_panels")
def replace_panels(request, panels):
    """Replace Wagtail's panels, which also list pages that the user may no longer see."""
    of_the_person = MiTrabajo(request.user)
    panels[:] = [
        *(
            panel(request.user)
            for panel in (
                RelojPanel,
                AdministracionPanel,
                SinTareasPanel,
                PorRevisarPanel,
                ArchivosPanel,
                RetirosPanel,
                NombramientosPanel,
                ActividadPanel,
            )
        ),
        LoPrimeroPanel(of_the_person),
        MiTrabajoPanel(of_the_person),
    ]


@hooks.register("construct_homepage_summary_items", order=1000)
def remove_summary(request, items):
    """Remove Wagtail's totals of all portals; our panels count the user's own pages."""
    items.clear()
