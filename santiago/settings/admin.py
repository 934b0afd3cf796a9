"""The admin of Wagtail."""

from .environment import env

# Days without a publication after which the dashboards call a portal silent.
TABLEROS_DIAS_EN_SILENCIO = env.int("TABLEROS_DIAS_EN_SILENCIO", default=15)

WAGTAIL_SITE_NAME = "Portales del Ciudadano"
WAGTAIL_ENABLE_UPDATE_CHECK = False  # asks a foreign host
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAILADMIN_NOTIFICATION_INCLUDE_SUPERUSERS = False
WAGTAILADMIN_EXTERNAL_LINK_CONVERSION = ""
WAGTAIL_ALLOW_UNICODE_SLUGS = False
# Its texts are bounded before Wagtail makes HTML of them.
WAGTAILADMIN_RICH_TEXT_EDITORS = {"default": {"WIDGET": "servidor.widgets.RichTextArea"}}
