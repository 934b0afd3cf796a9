"""Applications, middleware and templates; middleware in the order in which a request passes."""

from .environment import BASE_DIR

INSTALLED_APPS = [
    "mudanza",
    "home",
    "portatil",
    "search",
    "transparencia",
    "tramites",
    "noticias",
    "avisos",
    "atencion",
    "indicadores",
    "documentos",
    "gobierno",
    "datos",
    "directorio",
    "difusion",
    "por_traducir",
    "bitacora",
    "enlaces",
    "importacion",
    "lecturas",
    "moderacion",
    "redaccion",
    "archivos",
    "equipos",
    "tableros",
    "traduccion",
    "borradores",
    "aislamiento",
    "conjuntos",
    "graficos",
    "inicios",
    "periodos",
    "base",
    "identidad",
    "usuarios",
    "ahorro",
    "correo",
    "servidor",
    "santiago",  # replaces attributes of those below
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
    "servidor.peticion.RequestNameMiddleware",
    "base.middleware.NotNowMiddleware",
    "base.middleware.HealthMiddleware",
    "servidor.compression.TextGZipMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "servidor.caches.pages.PageCacheMiddleware",
    "ahorro.middleware.AhorroMiddleware",
    "servidor.database.PatienceMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "base.middleware.BrowserPolicyMiddleware",
    "atencion.middleware.NadaSePierdeMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "servidor.languages.AddressLocaleMiddleware",
    "home.apertura.middleware.AperturaMiddleware",
    "base.middleware.PortalHostMiddleware",
    "base.middleware.PortalLanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "bitacora.middleware.AdminLogMiddleware",
    "usuarios.middleware.SecondFactorMiddleware",
    "servidor.middleware.CraftedRequestMiddleware",
    "aislamiento.guard.AislamientoMiddleware",
    "borradores.middleware.CopiasMiddleware",
    "servidor.conflicts.ConflictMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "mudanza.middleware.DireccionesAnterioresMiddleware",
    "mudanza.middleware.RedireccionesMiddleware",
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
                    [
                        "servidor.plantillas.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
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
