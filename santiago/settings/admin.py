"""Wagtail's admin."""

from .environment import env

# Days without a publication after which the dashboards call a portal silent.
TABLEROS_DIAS_EN_SILENCIO = env.int("TABLEROS_DIAS_EN_SILENCIO", default=15)

WAGTAIL_SITE_NAME = "Portales del Ciudadano"
WAGTAIL_ENABLE_UPDATE_CHECK = False  # it queries a foreign host
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAILADMIN_NOTIFICATION_INCLUDE_SUPERUSERS = False
WAGTAILADMIN_EXTERNAL_LINK_CONVERSION = ""
WAGTAIL_ALLOW_UNICODE_SLUGS = False
# Limits the length of texts before Wagtail converts them to HTML.
WAGTAILADMIN_RICH_TEXT_EDITORS = {"default": {"WIDGET": "servidor.widgets.RichTextArea"}}
