"""Caches; all of them can be emptied without losing data."""

from django.core.exceptions import ImproperlyConfigured

from .environment import VAR_DIR, env, read_address

# Processes of one machine share files; several machines need CACHE_URL, and PAGE_CACHE_URL with a
# database of its own, because that one is cleared as a whole.
if env.str("CACHE_URL", default="") == env.str("PAGE_CACHE_URL", default="none"):
    raise ImproperlyConfigured("CACHE_URL and PAGE_CACHE_URL must be two different databases")


def _cache(name, folder, **options):
    default = f"filecache://{VAR_DIR / folder}"
    accepted = "rediscache://host:port/number or filecache:///path/to/folder"
    return read_address(env.cache, name, accepted, default=default) | options


CACHES = {
    "default": _cache("CACHE_URL", "cache", KEY_PREFIX="portales"),
    # Whole pages; those of a portal are forgotten when anything that its citizens see changes.
    "pages": _cache("PAGE_CACHE_URL", "cache-pages", KEY_PREFIX="pages"),
    # Parts of pages, forgotten together with the pages.
    "fragments": _cache("PAGE_CACHE_URL", "cache-fragments", KEY_PREFIX="parts", TIMEOUT=15),
    # Share cards, which are rarely requested.
    "tarjetas": _cache("CACHE_URL", "cache-tarjetas", KEY_PREFIX="tarjetas", TIMEOUT=7 * 24 * 3600),
    "renditions": _cache("CACHE_URL", "cache", KEY_PREFIX="renditions", TIMEOUT=3600),
}
# Pages work without caches: our backends tolerate damaged files, full disks and lost servers.
for _settings in CACHES.values():
    if _settings["BACKEND"].endswith("FileBasedCache"):
        _settings |= {
            "BACKEND": "servidor.caches.files.FileCache",
            "OPTIONS": {"MAX_ENTRIES": 10_000},
        }
    elif _settings["BACKEND"].startswith("django_redis."):
        # Give up after half a second: a server in the same room answers within a millisecond.
        _settings |= {
            "BACKEND": "servidor.caches.redis.RedisCache",
            "OPTIONS": {"SOCKET_CONNECT_TIMEOUT": 0.5, "SOCKET_TIMEOUT": 0.5},
        }
# For a page in the application and in browsers. With the fragments, content outdated by time alone
# is so for less than 75 seconds; after a signalled change (publication, settings), for 30.
PAGE_CACHE_SECONDS = 30
# A proxy in front revalidates every second, serves its copy meanwhile, and keeps serving it for a
# week while the application does not answer.
PAGE_CACHE_CONTROL = ", ".join(
    [
        "public",
        f"max-age={PAGE_CACHE_SECONDS}",
        "s-maxage=1",
        f"stale-while-revalidate={PAGE_CACHE_SECONDS}",
        f"stale-if-error={7 * 24 * 3600}",
    ]
)
