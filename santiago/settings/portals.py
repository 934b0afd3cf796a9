"""The file of portals, and their hosts."""

from .environment import BASE_DIR, env

PORTALES_FILE = env.str("PORTALES_FILE", default=str(BASE_DIR / "santiago" / "portales.toml"))
PORTAL_HOST_SUFFIX = env.str("PORTAL_HOST_SUFFIX", default="")
PORTAL_PORT = 443
# Whether a new portal is open at once; otherwise the province opens it when it is ready.
NEW_PORTALS_ARE_OPEN = False

# Whether phones keep what they read, to read it again without network. Switched off, each phone
# throws away what it has at its next visit.
SIN_CONEXION = env.bool("SIN_CONEXION", default=True)

# PortalHostMiddleware checks hosts against the portals.
ALLOWED_HOSTS = ["*"]
ADMIN_HOSTS = env.list("ADMIN_HOSTS", default=[])
