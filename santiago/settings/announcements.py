"""Announcements to other systems, the task queues, and the scheduler."""

from .environment import env

# Wagtail's own tasks run at once, as without this setting: its search and its reference index must
# not wait for a worker. Announcements have a queue in the database.
TASKS = {
    "default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"},
    "difusion": {"BACKEND": "django_tasks_db.DatabaseBackend"},
}
# Whether the command `servir` runs the scheduler too: on one machine only of an installation.
PLANIFICADOR = env.bool("PLANIFICADOR", default=True)
TELEGRAM_API = env.str("TELEGRAM_API", default="https://api.telegram.org").rstrip("/")
# Maximum seconds for one request to another system, from DNS to the response.
DIFUSION_PLAZO = env.int("DIFUSION_PLAZO", default=20)
# Allow announcements to systems in the private network, and without encryption.
DIFUSION_RED_PRIVADA = env.bool("DIFUSION_RED_PRIVADA", default=False)
