from datetime import time

import pytest

from directorio.models import Autoridad, Servicio
from search.indice import indexed_at_once
from tests.factories import make_entidad, make_tramite, publish, publish_in_english
from tests.traducir import translate

HOURS = [("lu-vi", time(8), time(16))]


@pytest.fixture(scope="module")
def _in_english(once):
    once(_translate_sections)


@indexed_at_once()
def _translate_sections(portales):
    for portal in (portales.provincia, portales.alfa):
        publish_in_english(portal, title=f"Citizen's portal of {portal.slug}")
        translate(portal.directorio, {portal.directorio.title: "Directory"})
        translate(portal.tramites, {portal.tramites.title: "Procedures"})


@pytest.fixture
def in_english(_in_english, portales):
    """The home pages and sections of the province and of Alfa, translated into English."""


@pytest.fixture
def registro(provincia, alfa):
    """An entidad of the province that serves Alfa, with every kind of datum."""
    entidad = make_entidad(
        provincia,
        "Registro Civil",
        municipios=[alfa],
        calle="Martí",
        latitud=20.1,
        longitud=-75.9,
        contactos=[("telefono", "22 000000", {"etiqueta": "Recepción", "nota": "Insista"})],
        horarios=HOURS,
    )
    entidad.servicios.add(Servicio(nombre="Certificaciones"))
    entidad.autoridades.add(
        Autoridad(nombre="Ana Ejemplo", cargo="Registradora", telefono="22 000001")
    )
    publish(entidad)
    return entidad


@pytest.fixture
def oficina(alfa, registro):
    return make_entidad(
        alfa,
        "Registro Civil de Alfa",
        depende_de=registro,
        contactos=[("telefono", "22 000002")],
        horarios=HOURS,
    )


@pytest.fixture
def certificacion(provincia, registro):
    return make_tramite(
        provincia,
        "Certificación de nacimiento",
        resumen="El documento que prueba su nacimiento.",
        eventos=["nacer"],
        entidad=registro,
        requisitos=[{"texto": "Carné de identidad"}],
        pasos=[{"texto": "Vaya a la oficina"}],
        costos=[{"concepto": "Certificación", "importe": 5}],
        plazo_numero=15,
        plazo_unidad="naturales",
    )


@pytest.fixture
def certificate(certificacion):
    """The procedure, translated into English."""
    return translate(
        certificacion,
        {
            "Certificación de nacimiento": "Birth certificate",
            "El documento que prueba su nacimiento.": "The paper that proves your birth.",
            "Carné de identidad": "Identity card",
            "Vaya a la oficina": "Go to the office",
            "Certificación": "Certificate",
        },
    )
