"""What is sent to other systems, and the queues of what is done later."""

from .environment import env

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
