from difusion.pendientes import forget_tasks
from servidor.purga import Purga


class Command(Purga):
    help = "Deletes what the queue of announcements keeps of tasks that are long over."

    def purge(self):
        return f"Tareas borradas: {forget_tasks()}."
