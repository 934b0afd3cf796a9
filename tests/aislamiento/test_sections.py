"""The sections declare who sees which records, and a system check lists the declarations."""

from django.contrib.auth.models import Permission
from django.core.checks import run_checks

from aislamiento.scope import scope_of


def test_what_no_section_declares_is_seen_by_those_of_all_portals_alone(editora, moderadora):
    assert not scope_of(editora).filter(Permission.objects.all()).exists()
    assert scope_of(moderadora).filter(Permission.objects.all()).exists()


def test_the_declarations_are_told_before_an_installation():
    found = run_checks(include_deployment_checks=True)
    told = dict(info.msg.split(": ", 1) for info in found if info.id == "base.I001")
    assert "TipoEntidad, DiaFeriado" in told["directorio.visible"]
    assert told["directorio.offered"] == "EntidadPage, PortalSettings"
    assert "moderacion:cola" in told["moderacion.addresses"]
    assert "bitacora.purgar" in told["bitacora.log_actions"]
