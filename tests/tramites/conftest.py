from datetime import date, time
from decimal import Decimal

import pytest

from tests.factories import make_document, make_entidad, make_tramite

TELEFONO = "22 000000"


@pytest.fixture
def registro(provincia, alfa):
    """The civil registry of the province, which serves Alfa."""
    return make_entidad(provincia, "Registro Civil", municipios=[alfa])


@pytest.fixture
def oficina(alfa, registro):
    return make_entidad(
        alfa,
        "Registro Civil de Alfa",
        depende_de=registro,
        calle="Martí",
        numero="34",
        contactos=[("telefono", TELEFONO)],
        horarios=[("lu-vi", time(8), time(16))],
    )


@pytest.fixture
def certificacion(provincia, registro):
    """A procedure of the province with a value in every field."""
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
