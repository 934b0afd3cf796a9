"""Languages and date formats."""

from django.conf.locale import LANG_INFO
from django.utils.translation import gettext_lazy as _

from servidor.zonas import HAVANA, use_newest

from .environment import BASE_DIR

# To add a language: one line here, and «make messages» (docs/operacion/actualizar.md).
LANGUAGE_CODE = "es"
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [
    ("es", _("Español")),
    ("en", _("Inglés")),
    ("ht", _("Criollo haitiano")),
]
# Languages that Django does not know.
LANG_INFO.setdefault(
    "ht",
    {"bidi": False, "code": "ht", "name": "Haitian Creole", "name_local": "Kreyòl ayisyen"},
)
# Languages of a new portal besides Spanish; each portal changes them in its settings.
IDIOMAS_DE_UN_PORTAL = ["en"]
WAGTAILADMIN_PERMITTED_LANGUAGES = [("es", _("Español")), ("en", _("Inglés"))]
# The texts that a language cannot do without, apart: see scripts/for_translators.py.
TEXTOS_PRIMERO = BASE_DIR / "locale" / "primero"
LOCALE_PATHS = [BASE_DIR / "locale", TEXTOS_PRIMERO]
FORMAT_MODULE_PATH = ["santiago.formats"]
USE_I18N = True
USE_TZ = True
# No USE_THOUSAND_SEPARATOR: it would also group digits in attributes and addresses.
use_newest()  # before anything uses a time zone
TIME_ZONE = HAVANA

WAGTAIL_I18N_ENABLED = True
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False
WAGTAIL_USER_TIME_ZONES = [TIME_ZONE]  # nobody works elsewhere: no choice is offered
WAGTAIL_DATE_FORMAT = "%d/%m/%Y"
WAGTAIL_DATETIME_FORMAT = "%d/%m/%Y %H:%M"
