"""What every configuration shares; the environment variables are tabulated in the README."""

from pathlib import Path

import environ
from csp.constants import NONE, SELF, UNSAFE_INLINE
from django.conf.locale import LANG_INFO
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

env = environ.Env()


def read_address(read, name, accepted, **options):
    """Return what the variable ``name`` says; it may hold a password, and errors end in the log.

    Raises ``ImproperlyConfigured`` with what is ``accepted``, and without what was written.
    """
    try:
        return read(name, **options)
    except (ValueError, ImproperlyConfigured):
        raise ImproperlyConfigured(f"{name} must be {accepted}") from None


BASE_DIR = Path(__file__).resolve().parent.parent.parent
VAR_DIR = Path(env.str("VAR_DIR", default=str(BASE_DIR / "var")))

# --- Portals -----------------------------------------------------------------

PORTALES_FILE = env.str("PORTALES_FILE", default=str(BASE_DIR / "santiago" / "portales.toml"))
PORTAL_HOST_SUFFIX = env.str("PORTAL_HOST_SUFFIX", default="")
PORTAL_PORT = 443

# Hosts are checked against the portals by PortalHostMiddleware.
ALLOWED_HOSTS = ["*"]
ADMIN_HOSTS = env.list("ADMIN_HOSTS", default=[])

# --- Application -------------------------------------------------------------

INSTALLED_APPS = [
    "home",
    "search",
    "tramites",
    "noticias",
    "avisos",
    "atencion",
    "transparencia",
    "directorio",
    "difusion",
    "bitacora",
    "importacion",
    "moderacion",
    "equipos",
    "base",
    "usuarios",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.contrib.redirects",
    "wagtail.contrib.routable_page",
    "wagtail.contrib.settings",
    "wagtail.contrib.typed_table_block",
    "wagtail.embeds",
    "wagtail.sites",
    "equipos.apps.CuentasConfig",  # wagtail.users, with our view sets
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "post_office",
    "django_tasks_db",
    "modelcluster",
    "taggit",
    "django_otp",
    "django_otp.plugins.otp_static",  # recovery codes
    "django_otp.plugins.otp_totp",
    "django_filters",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",  # for its catalogue: the admin says «hace 2 minutos»
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "base.middleware.NotNowMiddleware",
    "base.middleware.HealthMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "base.middleware.TextGZipMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "base.middleware.BrowserPolicyMiddleware",
    "atencion.rescate.NadaSePierdeMiddleware",
    "django.middleware.cache.UpdateCacheMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "base.middleware.AddressLocaleMiddleware",
    "base.middleware.PageCacheMiddleware",
    "base.middleware.PortalHostMiddleware",
    "base.middleware.PortalLanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "bitacora.middleware.AdminLogMiddleware",
    "usuarios.middleware.SecondFactorMiddleware",
    "base.peticiones.CraftedRequestMiddleware",
    "base.tenancy.guard.TenancyMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]

ROOT_URLCONF = "santiago.urls"
WSGI_APPLICATION = "santiago.wsgi.application"
AUTH_USER_MODEL = "usuarios.Usuario"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    ["base.plantillas.Loader", "django.template.loaders.app_directories.Loader"],
                )
            ],
            "context_processors": [
                "django.template.context_processors.debug",
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]

# --- Database, caches, mail ----------------------------------------------------

_A_DATABASE = "postgres://user:password@host/name or sqlite:////path/to/file"
_database = read_address(
    env.db, "DATABASE_URL", _A_DATABASE, default=f"sqlite:///{VAR_DIR / 'portales.sqlite3'}"
)
_search = {"BACKEND": "wagtail.search.backends.database"}
match _database.get("ENGINE"):
    case "django.db.backends.sqlite3":
        # Several processes write one file: wait for each other instead of failing.
        _database["OPTIONS"] = {
            "timeout": 20,
            "transaction_mode": "IMMEDIATE",
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
        }
    case "django.db.backends.postgresql":
        _database |= {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}
        _search |= {"SEARCH_CONFIG": "portales"}  # search/migrations: ignores accents
    case _:
        raise ImproperlyConfigured(f"DATABASE_URL must be {_A_DATABASE}")
DATABASES = {"default": _database}

# Files are shared by every process of one machine; several machines need CACHE_URL, and
# PAGE_CACHE_URL with a database of its own: it is emptied as a whole.
if env.str("CACHE_URL", default="") == env.str("PAGE_CACHE_URL", default="none"):
    raise ImproperlyConfigured("CACHE_URL and PAGE_CACHE_URL must be two different databases")


def _cache(name, folder, **options):
    default = f"filecache://{VAR_DIR / folder}"
    accepted = "rediscache://host:port/number or filecache:///path/to/folder"
    return read_address(env.cache, name, accepted, default=default) | options


CACHES = {
    "default": _cache("CACHE_URL", "cache", KEY_PREFIX="portales"),
    # Whole pages, cleared as one when anything that citizens see changes.
    "pages": _cache("PAGE_CACHE_URL", "cache-pages", KEY_PREFIX="pages"),
    # Parts of pages, cleared together with them.
    "fragments": _cache("PAGE_CACHE_URL", "cache-fragments", KEY_PREFIX="fragments", TIMEOUT=15),
    # Share cards, which nobody asks for often.
    "tarjetas": _cache("CACHE_URL", "cache-tarjetas", KEY_PREFIX="tarjetas", TIMEOUT=7 * 24 * 3600),
    "renditions": _cache("CACHE_URL", "cache", KEY_PREFIX="renditions", TIMEOUT=3600),
}
# Pages can do without them: ours bear damaged files, full disks and servers that are gone.
for _settings in CACHES.values():
    if _settings["BACKEND"].endswith("FileBasedCache"):
        _settings |= {"BACKEND": "base.caches.files.FileCache", "OPTIONS": {"MAX_ENTRIES": 10_000}}
    elif _settings["BACKEND"].startswith("django_redis."):
        # A second without an answer is no answer.
        _settings |= {
            "BACKEND": "base.caches.redis.RedisCache",
            "OPTIONS": {"SOCKET_CONNECT_TIMEOUT": 1, "SOCKET_TIMEOUT": 1},
        }
CACHE_MIDDLEWARE_ALIAS = "pages"
# With the fragments and the browser's copy, what is stale is so for less than 75 seconds,
# and 30 after an announced change: publication, withdrawal, settings.
CACHE_MIDDLEWARE_SECONDS = 30

# Mail waits in the database for the scheduler: no request depends on a mail server. Without one
# the demo keeps it in files, and production does not start.
A_MAIL_SERVER = "a mail server: smtp+tls://user:password@host:587"
_mail = read_address(env.email_url, "EMAIL_URL", A_MAIL_SERVER, default="dummymail://")
globals().update(_mail | {"EMAIL_BACKEND": "moderacion.correo.QueueBackend"})
POST_OFFICE = {
    "BACKENDS": {"default": _mail["EMAIL_BACKEND"]},
    "SENDING_ORDER": ["-priority", "created"],
    "MAX_RETRIES": 0,  # moderacion/correo.py tries again, with growing pauses
    "LOG_LEVEL": 1,  # why a mail failed
    # With the time-out below, one round lasts half a minute when nothing answers.
    "BATCH_SIZE": 12,
    "THREADS_PER_PROCESS": 4,
}
DEFAULT_FROM_EMAIL = env.str(
    "DEFAULT_FROM_EMAIL", default="Portales <no-responder@santiago.gob.cu>"
)
EMAIL_TIMEOUT = 10
# The folder in which the demo keeps its mail, and from which its admin shows it.
BUZON_ROOT = None

# --- Announcements --------------------------------------------------------------

# Wagtail's own tasks are done at once, as without this setting: its search and its index of
# references must not wait for a worker. Announcements have a queue in the database.
TASKS = {
    "default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"},
    "difusion": {"BACKEND": "django_tasks_db.DatabaseBackend"},
}
# Whether the scheduler sends them too, where no worker runs (deploy/systemd).
DIFUSION_SIN_TRABAJADOR = False
TELEGRAM_API = env.str("TELEGRAM_API", default="https://api.telegram.org").rstrip("/")
# How many seconds one request to another system may take, from its name to its answer.
DIFUSION_PLAZO = env.int("DIFUSION_PLAZO", default=20)
# Lets portals announce to systems of the own network, and without encryption.
DIFUSION_RED_PRIVADA = env.bool("DIFUSION_RED_PRIVADA", default=False)

# --- Languages, dates ----------------------------------------------------------

# One more is one more line here, and «make messages» (docs/operations.md).
LANGUAGE_CODE = "es"
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [
    ("es", _("Español")),
    ("en", _("Inglés")),
    ("ht", _("Criollo haitiano")),
]
# What Django does not know itself.
LANG_INFO.setdefault(
    "ht",
    {"bidi": False, "code": "ht", "name": "Haitian Creole", "name_local": "Kreyòl ayisyen"},
)
# What a new portal offers beside Spanish; each changes it in its settings.
IDIOMAS_DE_UN_PORTAL = ["en"]
WAGTAILADMIN_PERMITTED_LANGUAGES = [("es", _("Español")), ("en", _("Inglés"))]
# The texts that a language cannot do without, apart: see scripts/for_translators.py.
TEXTOS_PRIMERO = BASE_DIR / "locale" / "primero"
LOCALE_PATHS = [BASE_DIR / "locale", TEXTOS_PRIMERO]
FORMAT_MODULE_PATH = ["santiago.formats"]
USE_I18N = True
USE_TZ = True
# No USE_THOUSAND_SEPARATOR: it would also group digits in attributes and addresses.
TIME_ZONE = "America/Havana"

# --- Files ---------------------------------------------------------------------

STATICFILES_DIRS = [BASE_DIR / "static_src", ("manual", BASE_DIR / "docs" / "manual" / "img")]
STATIC_ROOT = VAR_DIR / "static"
STATIC_URL = "/static/"
MEDIA_ROOT = Path(env.str("MEDIA_ROOT", default=str(VAR_DIR / "media")))
MEDIA_URL = "/media/"
# Only the embedded demo serves uploads itself; in production nginx does.
SERVE_MEDIA = False
# What citizens send: encrypted, and never below MEDIA_ROOT, which nginx serves.
PRIVADOS_ROOT = Path(env.str("PRIVADOS_ROOT", default=str(VAR_DIR / "privados")))
# Open data, made ahead. The portals serve them: each host gives its own.
DATOS_ROOT = Path(env.str("DATOS_ROOT", default=str(VAR_DIR / "datos")))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "privados": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        # No address leads there.
        "OPTIONS": {
            "location": PRIVADOS_ROOT,
            "base_url": None,
            "file_permissions_mode": 0o600,
            "directory_permissions_mode": 0o700,
        },
    },
    "datos": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": DATOS_ROOT, "base_url": None},
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# --- Encryption ------------------------------------------------------------------

# Fernet keys, the first one encrypts and all of them decrypt (base/cifrado.py). Kept apart from
# the database and its copies: without them nobody reads what citizens wrote, we neither.
CIFRADO_CLAVES = env.list("CIFRADO_CLAVES", default=[])

# --- Security --------------------------------------------------------------------

SECURE_CONTENT_TYPE_NOSNIFF = True
# The admin's own API is sent forms only: the guard of the admin reads the ids in forms.
REST_FRAMEWORK = {
    "DEFAULT_PARSER_CLASSES": [
        "rest_framework.parsers.FormParser",
        "rest_framework.parsers.MultiPartParser",
    ]
}
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
X_FRAME_OPTIONS = "DENY"  # Wagtail allows its own previews
SESSION_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "atencion.rescate.csrf_failure"
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"

# No page uses any of these; deploy/nginx/portales-message.conf says the same. Each costs every page
# some bytes: those that cost a reader something, not all that browsers know.
PERMISSIONS_POLICY = ", ".join(
    f"{feature}=()"
    for feature in ("camera", "display-capture", "geolocation", "microphone", "payment", "usb")
)

# Where to tell of a weakness in the portals, for /.well-known/security.txt: «mailto:…»,
# «https://…» or «tel:…», separated by commas. Without it, the mail of each portal.
SECURITY_CONTACT = env.list("SECURITY_CONTACT", default=[])
if wrong := [uri for uri in SECURITY_CONTACT if not uri.startswith(("mailto:", "https:", "tel:"))]:
    raise ImproperlyConfigured(f"SECURITY_CONTACT: {wrong[0]} begins with no mailto:, https:, tel:")

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [SELF],  # the admin frames previews,
    },
}
# The same for those who work in the admin, and what its scripts need: docs/decisions/0049.
ADMIN_CONTENT_SECURITY_POLICY = CONTENT_SECURITY_POLICY["DIRECTIVES"] | {
    "img-src": [SELF, "data:", "blob:"],
    "style-src": [SELF, UNSAFE_INLINE],  # the editor of texts brings its styles along
}

# --- Signing in ------------------------------------------------------------------

# A working day; without «remember me» it also ends with the browser.
SESSION_COOKIE_AGE = 12 * 3600
# Invitations too. Mail may wait for the current to come back.
PASSWORD_RESET_TIMEOUT = 24 * 3600

SECOND_FACTOR_REQUIRED = True
SECOND_FACTOR_REQUIRED_FOR = "equipos.roles.requires_second_factor"
OTP_TOTP_ISSUER = "Portales del Ciudadano"
# Attempts are limited together with those of the password (usuarios.intentos).
OTP_TOTP_THROTTLE_FACTOR = OTP_STATIC_THROTTLE_FACTOR = 0

# The header in which a proxy of ours writes the address of the client; none without one.
CLIENT_ADDRESS_HEADER = ""

# --- Log --------------------------------------------------------------------------

# To standard error, where systemd keeps it; Django alone is silent when DEBUG is off.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "base.journal.JournalFormatter",
            "fmt": "{levelname} {name}: {message}",
            "style": "{",
        }
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": ["stderr"], "level": "WARNING", "propagate": False},
        "django.request": {"level": "ERROR"},  # not every address that does not exist
        # These write down what people send, whoever asks for more detail of everything.
        "django.db.backends": {"level": "INFO"},
        "django.template": {"level": "INFO"},
        # Why a mail failed is in the database; its own handler would print every round.
        "post_office": {"handlers": ["stderr"], "level": "CRITICAL", "propagate": False},
    },
}

# --- Wagtail ---------------------------------------------------------------------

# Days without a publication after which the dashboards call a portal silent.
TABLEROS_DIAS_EN_SILENCIO = env.int("TABLEROS_DIAS_EN_SILENCIO", default=15)

WAGTAIL_SITE_NAME = "Portales del Ciudadano"
WAGTAIL_I18N_ENABLED = True
WAGTAILIMAGES_IMAGE_MODEL = "base.PortalImage"
WAGTAILDOCS_DOCUMENT_MODEL = "base.PortalDocument"
# Where whoever signs in on a portal goes who wanted nothing in particular.
LOGIN_REDIRECT_URL = "/"
# One's own address is changed apart, with the password (usuarios.views.correo).
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAILADMIN_USER_LOGIN_FORM = "usuarios.forms.AccesoForm"
WAGTAILIMAGES_IMAGE_FORM_BASE = "moderacion.archivos.forms.ImagenForm"
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 40_000_000
WAGTAILIMAGES_WEBP_QUALITY = 60
WAGTAILIMAGES_JPEG_QUALITY = 70
WAGTAILDOCS_DOCUMENT_FORM_BASE = "moderacion.archivos.forms.DocumentoForm"
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "ods", "odt", "pdf", "txt", "xlsx", "zip"]
WAGTAILDOCS_MAX_UPLOAD_SIZE = 20 * 1024 * 1024
WAGTAILSEARCH_BACKENDS = {"default": _search}
WAGTAIL_ENABLE_UPDATE_CHECK = False  # asks a foreign host
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAILADMIN_NOTIFICATION_INCLUDE_SUPERUSERS = False
WAGTAILADMIN_EXTERNAL_LINK_CONVERSION = ""
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None  # asks a foreign host
WAGTAIL_USER_TIME_ZONES = [TIME_ZONE]  # nobody works elsewhere: no choice is offered
WAGTAIL_DATE_FORMAT = "%d/%m/%Y"
WAGTAIL_DATETIME_FORMAT = "%d/%m/%Y %H:%M"
WAGTAILEMBEDS_FINDERS = []  # videos are linked, never embedded
WAGTAIL_ALLOW_UNICODE_SLUGS = False

# --- Search of citizens ------------------------------------------------------------

# What one network address may ask within a minute: perhaps a whole municipality has only one.
# What the page cache answers is not counted.
BUSCADOR_POR_MINUTO = env.int("BUSCADOR_POR_MINUTO", default=600)
SUGERENCIAS_POR_MINUTO = env.int("SUGERENCIAS_POR_MINUTO", default=1200)

# --- Import from spreadsheets ------------------------------------------------------

IMPORTACION_MAX_BYTES = 5 * 1024 * 1024
IMPORTACION_MAX_DESCOMPRIMIDO = 60 * 1024 * 1024  # of what a workbook holds, unpacked
IMPORTACION_MAX_FILAS = env.int("IMPORTACION_MAX_FILAS", default=10_000)
# Files that speak of more pages than these wait for the scheduler.
IMPORTACION_PAGINAS_EN_EL_ACTO = env.int("IMPORTACION_PAGINAS_EN_EL_ACTO", default=30)
# How long the content of a file is kept after it was sent.
IMPORTACION_DIAS = env.int("IMPORTACION_DIAS", default=30)

# --- Search ------------------------------------------------------------------------

# How long after it was last made a search without result stays in the report, in days.
BUSQUEDAS_DIAS = env.int("BUSQUEDAS_DIAS", default=90)

# --- Atención a la población ---------------------------------------------------------

# Terms by kind of case: «N naturales» or «N habiles» (days). Defaults: Ley 167 for queja and
# peticion, Ley 168 for informacion; what no law sets is what the portals promise.
ATENCION_PLAZOS = {
    "queja": env.str("ATENCION_PLAZO_QUEJA", default="30 naturales"),
    "peticion": env.str("ATENCION_PLAZO_PETICION", default="30 naturales"),
    "informacion": env.str("ATENCION_PLAZO_INFORMACION", default="15 habiles"),
    "consulta": env.str("ATENCION_PLAZO_CONSULTA", default="30 naturales"),
    "sugerencia": env.str("ATENCION_PLAZO_SUGERENCIA", default="30 naturales"),
}
ATENCION_PRORROGAS = {
    "queja": env.str("ATENCION_PRORROGA_QUEJA", default="30 naturales"),
    "peticion": env.str("ATENCION_PRORROGA_PETICION", default="30 naturales"),
    "informacion": env.str("ATENCION_PRORROGA_INFORMACION", default="15 habiles"),
    "consulta": env.str("ATENCION_PRORROGA_CONSULTA", default="30 naturales"),
    "sugerencia": env.str("ATENCION_PRORROGA_SUGERENCIA", default="30 naturales"),
}
# How many natural days before the end of its term a case can last be put off.
ATENCION_PRORROGA_ANTES = env.int("ATENCION_PRORROGA_ANTES", default=7)
# How many days before the end of its term whoever has a case is told so by mail.
ATENCION_AVISAR_DIAS = env.int("ATENCION_AVISAR_DIAS", default=5)
# How long what people wrote and who they are is kept once a case is closed: a choice of this
# installation, in days. What is counted stays.
ATENCION_DIAS_CONSERVACION = env.int("ATENCION_DIAS_CONSERVACION", default=5 * 365)
# The same for what each person answered to a public consultation, from the day it closed.
ATENCION_CONSULTAS_DIAS = env.int("ATENCION_CONSULTAS_DIAS", default=365)
# How long a browser may look at the case whose number and code it gave.
ATENCION_PASO_MINUTOS = env.int("ATENCION_PASO_MINUTOS", default=30)
# To pass on what belongs to somebody else. Natural or working days is not sure: the shorter.
ATENCION_TRASLADO = env.str("ATENCION_TRASLADO", default="5 naturales")

# Files that people, or those who answer them, send at once.
ATENCION_ADJUNTO_MAX_BYTES = env.int("ATENCION_ADJUNTO_MAX_BYTES", default=5 * 1024 * 1024)
ATENCION_ADJUNTOS_MAX = env.int("ATENCION_ADJUNTOS_MAX", default=4)
# The dots that a photo may have of which the whole is decoded, by one program at a time, in 8
# bytes each; JPEG, made smaller while it is, may have four times as many, WebP half
# (atencion/revelado.py). 50 million are what the best telephones take.
ATENCION_FOTO_MAX_PIXELES = env.int("ATENCION_FOTO_MAX_PIXELES", default=50_000_000)
# Against robots (docs/decisions/0029): what one browser or one telephone may send in an hour, or
# add to one case; what one network address may, perhaps that of a whole municipality, and what of
# it without scripts; the attempts that the proof of work takes at most; how soon after it was
# shown a form cannot have been written by a person.
ATENCION_POR_HORA = env.int("ATENCION_POR_HORA", default=10)
ATENCION_RED_POR_HORA = env.int("ATENCION_RED_POR_HORA", default=240)
ATENCION_PREGUNTAS_POR_HORA = env.int("ATENCION_PREGUNTAS_POR_HORA", default=120)
ATENCION_TRABAJO = env.int("ATENCION_TRABAJO", default=200)
ATENCION_SEGUNDOS_MINIMOS = env.int("ATENCION_SEGUNDOS_MINIMOS", default=3)
# How many acuses are sent to one address of mail in a day: anybody may write down another's.
ATENCION_ACUSES_POR_DIA = env.int("ATENCION_ACUSES_POR_DIA", default=5)
# Figures of cases smaller than this are not published, nor what would let compute them.
ATENCION_UMBRAL = env.int("ATENCION_UMBRAL", default=5)

# --- Opinions on pages ---------------------------------------------------------------

# How long they are kept, in days.
OPINIONES_DIAS = env.int("OPINIONES_DIAS", default=365)

# --- Log of changes ----------------------------------------------------------------

# How long entries are kept (docs/decisions/0015): a choice of this installation, in days.
BITACORA_DIAS_CONTENIDO = env.int("BITACORA_DIAS_CONTENIDO", default=2 * 365)
BITACORA_DIAS_PERMISOS = env.int("BITACORA_DIAS_PERMISOS", default=5 * 365)
