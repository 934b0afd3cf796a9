from wagtail import hooks

from .panels import TareasPanel


@hooks.register("construct_homepage_panels")
def add_tasks(request, panels):
    panels.insert(0, TareasPanel(request))
