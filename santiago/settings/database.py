"""The database, and the admin's search in it."""

from django.core.exceptions import ImproperlyConfigured

from .environment import VAR_DIR, env, read_address

_A_DATABASE = "postgres://user:password@host/name or sqlite:////path/to/file"
_database = read_address(
    env.db, "DATABASE_URL", _A_DATABASE, default=f"sqlite:///{VAR_DIR / 'portales.sqlite3'}"
)
_search = {"BACKEND": "tableros.busqueda"}
match _database.get("ENGINE"):
    case "django.db.backends.sqlite3":
        # Several processes write to one file: they wait for each other instead of failing.
        _database["OPTIONS"] = {
            "timeout": 20,
            "transaction_mode": "IMMEDIATE",
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
        }
    case "django.db.backends.postgresql":
        _database |= {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}
        # Text search configuration from search/migrations, which ignores accents.
        _search["SEARCH_CONFIG"] = "portales"
    case _:
        raise ImproperlyConfigured(f"DATABASE_URL must be {_A_DATABASE}")
DATABASES = {"default": _database}
# Seconds that a request waits for each answer of PostgreSQL: nginx gives readers at most three
# (deploy/nginx/portales.conf), forms and the admin a minute.
DATABASE_SECONDS = {"reading": 2.5, "writing": 20}

WAGTAILSEARCH_BACKENDS = {"default": _search}
