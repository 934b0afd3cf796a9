"""What the guard of the admin needs to know of this app."""

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db.models import Q
from wagtail.models import Page

from aislamiento.addresses import classify
from aislamiento.scope import visible

from .gestion import Gestion
from .models import Equipo, Nombramiento

classify(
    "wagtailusers_users", "deactivate reactivate send_link reset_second_factor", pk=get_user_model()
)
classify("equipos", "index index_results")
classify("equipos", "add", query={"pagina": Page})
classify("equipos", "inspect delete", pk=Equipo)
classify("", "nombramientos")
classify("", "decidir_nombramiento", pk=Nombramiento)


@visible(Nombramiento)
def _nombramientos(scope, queryset):
    gestion = Gestion(scope.user)
    return queryset.filter(
        Q(pk__in=gestion.nombramientos.order_by().values("pk"))
        | Q(pk__in=gestion.pedidos.order_by().values("pk"))
    )


@visible(Equipo)
def _equipos(scope, queryset):
    """A team is seen with its group."""
    return queryset.filter(group__in=scope.filter(Group.objects.order_by()).values("pk"))
