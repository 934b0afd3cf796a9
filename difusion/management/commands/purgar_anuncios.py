from base.purgas import Purga
from difusion.pendientes import forget_tasks


class Command(Purga):
    help = "Deletes what the queue of announcements keeps of tasks that are long over."

    def purgar(self):
        return f"Tareas borradas: {forget_tasks()}."
