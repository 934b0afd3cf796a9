from datetime import date, time
from decimal import Decimal

import pytest

from directorio.models import EntidadPage
from search.indice import indexed_at_once
from tests.factories import make_document, make_entidad, make_tramite
from tramites.models import TramitePage

TELEFONO = "22 000000"


@pytest.fixture(scope="module")
def published(once):
    """``registro``, ``oficina`` and ``certificacion``, made once for all tests of a file."""
    once(_publish)


@indexed_at_once()
def _publish(portales):
    registro = _make_registro(portales)
    _make_oficina(portales, registro)
    _make_certificacion(portales, registro)


@pytest.fixture
def registro(portales):
    """The civil registry of the province, which serves Alfa."""
    return _published(EntidadPage, "Registro Civil") or _make_registro(portales)


@pytest.fixture
def oficina(portales, registro):
    """The office of Alfa that depends on the civil registry."""
    return _published(EntidadPage, "Registro Civil de Alfa") or _make_oficina(portales, registro)


@pytest.fixture
def certificacion(portales, registro):
    """A procedure of the province with a value in every field."""
    page = _published(TramitePage, "Certificación de nacimiento")
    return page or _make_certificacion(portales, registro)


def _published(model, title):
    """Return the page that ``published`` has made; None in a file without it."""
    return model.objects.filter(title=title).first()


def _make_registro(portales):
    return make_entidad(portales.provincia, "Registro Civil", municipios=[portales.alfa])


def _make_oficina(portales, registro):
    return make_entidad(
        portales.alfa,
        "Registro Civil de Alfa",
        depende_de=registro,
        calle="Martí",
        numero="34",
        contactos=[("telefono", TELEFONO)],
        horarios=[("lu-vi", time(8), time(16))],
    )


def _make_certificacion(portales, registro):
    provincia = portales.provincia
    solicitud = make_document("Solicitud", collection=provincia.collection, file_size=14)
    return make_tramite(
        provincia,
        "Certificación de nacimiento",
        resumen="El documento que prueba su nacimiento.",
        nombres_populares="inscripción, partida",
        eventos=["nacer", "identidad"],
        entidad=registro,
        quien="Cualquier persona.",
        requisitos=[
            {"texto": "Carné de identidad", "detalle": "Original"},
            {"texto": "Tomo y folio"},
        ],
        pasos=[
            {"texto": "Vaya a la oficina"},
            {"texto": "Entregue los datos"},
            {"texto": "Llene la solicitud", "canal": "linea", "enlace": "https://ejemplo.cu/rc"},
        ],
        costos=[
            {
                "concepto": "Certificación",
                "importe": Decimal("5.00"),
                "fuente": "Ley 113",
                "fecha": date(2026, 1, 2),
            },
            {"concepto": "Literal", "importe": Decimal("10.00")},
        ],
        formas_de_pago="Sellos del timbre, en Correos.",
        plazo_minimo=2,
        plazo_numero=15,
        plazo_unidad="naturales",
        plazo_desde="la entrega de la solicitud",
        resultado="Una certificación con firma y cuño.",
        vigencia="Sin vencimiento",
        planillas=[{"documento": solicitud}],
        base_legal=[{"norma": "Ley 51 del Registro Civil", "enlace": "https://ejemplo.cu/ley"}],
        quejas="Ante la Dirección Provincial de Justicia.",
        revisado_el=date(2026, 11, 2),
        revisado_por="Registradora",
    )
