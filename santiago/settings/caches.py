"""What is kept to be given again; nothing here is the truth."""

from django.core.exceptions import ImproperlyConfigured

from .environment import VAR_DIR, env, read_address

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
    "fragments": _cache("PAGE_CACHE_URL", "cache-fragments", KEY_PREFIX="parts", TIMEOUT=15),
    # Share cards, which nobody asks for often.
    "tarjetas": _cache("CACHE_URL", "cache-tarjetas", KEY_PREFIX="tarjetas", TIMEOUT=7 * 24 * 3600),
    "renditions": _cache("CACHE_URL", "cache", KEY_PREFIX="renditions", TIMEOUT=3600),
}
# Pages can do without them: ours bear damaged files, full disks and servers that are gone.
for _settings in CACHES.values():
    if _settings["BACKEND"].endswith("FileBasedCache"):
        _settings |= {
            "BACKEND": "servidor.caches.files.FileCache",
            "OPTIONS": {"MAX_ENTRIES": 10_000},
        }
    elif _settings["BACKEND"].startswith("django_redis."):
        # Half a second without an answer is no answer: from the same room it takes a thousandth.
        _settings |= {
            "BACKEND": "servidor.caches.redis.RedisCache",
            "OPTIONS": {"SOCKET_CONNECT_TIMEOUT": 0.5, "SOCKET_TIMEOUT": 0.5},
        }
# Of a page in the application, and in the browser. With the fragments, what time alone makes stale
# is so for less than 75 seconds, and 30 after an announced change: publication, settings.
PAGE_CACHE_SECONDS = 30
# Whatever stands in front asks again each second, shows meanwhile what it has, and goes on showing
# it for a week while nobody answers.
PAGE_CACHE_CONTROL = ", ".join(
    [
        "public",
        f"max-age={PAGE_CACHE_SECONDS}",
        "s-maxage=1",
        f"stale-while-revalidate={PAGE_CACHE_SECONDS}",
        f"stale-if-error={7 * 24 * 3600}",
    ]
)
