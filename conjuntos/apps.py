from django.apps import AppConfig


class ConjuntosConfig(AppConfig):
    name = "conjuntos"
