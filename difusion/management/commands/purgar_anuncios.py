from django.core.management.base import BaseCommand

from difusion.pendientes import forget_tasks


class Command(BaseCommand):
    help = "Deletes what the queue of announcements keeps of tasks that are long over."

    def handle(self, *args, verbosity, **options):
        deleted = forget_tasks()
        if verbosity:
            self.stdout.write(f"Tareas borradas: {deleted}.")
