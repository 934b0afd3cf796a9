"""The database, and the search of the admin in it."""

from django.core.exceptions import ImproperlyConfigured

from .environment import VAR_DIR, env, read_address

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

WAGTAILSEARCH_BACKENDS = {"default": _search}
