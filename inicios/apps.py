from django.apps import AppConfig


class IniciosConfig(AppConfig):
    name = "inicios"
