"""Which portals there are, and at which hosts."""

from .environment import BASE_DIR, env

PORTALES_FILE = env.str("PORTALES_FILE", default=str(BASE_DIR / "santiago" / "portales.toml"))
PORTAL_HOST_SUFFIX = env.str("PORTAL_HOST_SUFFIX", default="")
PORTAL_PORT = 443

# Hosts are checked against the portals by PortalHostMiddleware.
ALLOWED_HOSTS = ["*"]
ADMIN_HOSTS = env.list("ADMIN_HOSTS", default=[])
