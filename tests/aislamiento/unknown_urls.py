"""The URLs of the project and one more in the admin, as a new package would add it."""

from django.http import HttpResponse
from django.urls import path

from santiago.urls import urlpatterns as known


def unknown(request):
    return HttpResponse("Todo de todos los portales")


urlpatterns = [path("admin/desconocido/", unknown, name="desconocido"), *known]
