"""Which portals there are, and at which hosts."""

from .environment import BASE_DIR, env

PORTALES_FILE = env.str("PORTALES_FILE", default=str(BASE_DIR / "santiago" / "portales.toml"))
PORTAL_HOST_SUFFIX = env.str("PORTAL_HOST_SUFFIX", default="")
PORTAL_PORT = 443
# Whether a portal is open as soon as it is made; else the province opens it when it is ready.
NEW_PORTALS_ARE_OPEN = False

# Hosts are checked against the portals by PortalHostMiddleware.
ALLOWED_HOSTS = ["*"]
ADMIN_HOSTS = env.list("ADMIN_HOSTS", default=[])
