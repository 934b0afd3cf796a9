"""The forms of Atención a la Población, as a browser without scripts fills them in."""

from tests.reading import soup

NUMBERS = [
    *("cero", "uno", "dos", "tres", "cuatro", "cinco"),
    *("seis", "siete", "ocho", "nueve", "diez"),
]
_ENGLISH = [
    *("zero", "one", "two", "three", "four", "five"),
    *("six", "seven", "eight", "nine", "ten"),
]

QUEJA = {
    "asunto": "Calle sin luz",
    "hechos": "Hace un mes que no hay luz.\r\nNadie viene.",
    "pide": "Que la arreglen.",
    "nombre": "Ana Muestra",
    "nacionalidad": "cubana",
    "documento": "85010112345",
    "notificar": "portal",
}
ESCRITOS = {
    "queja": QUEJA,
    "peticion": QUEJA,
    "consulta": {"asunto": "Horario", "hechos": "¿A qué hora abren?", "notificar": "portal"},
    "informacion": {
        "asunto": "Presupuesto",
        "pide": "El presupuesto de 2026.",
        "nombre": "Ana Muestra",
        "notificar": "portal",
    },
    "sugerencia": {"asunto": "Bancos", "hechos": "Poner bancos en el parque."},
}


def address(tipo="queja"):
    return f"/atencion/escribir/{tipo}/"


def hidden_fields(response):
    """Return {name: value} of the hidden fields of the form."""
    fields = soup(response).select("form.carta input[type=hidden]")
    return {field["name"]: field.get("value", "") for field in fields}


def answer(response):
    """Return the answer to the antispam question of the form, as a word."""
    return answer_to(soup(response).select_one("label[for=id_respuesta]").get_text())


def answer_to(question):
    words = question.strip("¿?").split()
    numbers = NUMBERS if set(words) & set(NUMBERS) else _ENGLISH
    return numbers[sum(numbers.index(word) for word in words if word in numbers)]


def filled(response, tipo="queja", **changed):
    """Return the data that a browser sends for the form in ``response``."""
    return {
        **hidden_fields(response),
        "respuesta": answer(response),
        **ESCRITOS[tipo],
        **changed,
    }


def send(browser, tipo="queja", *, path=None, **changed):
    """Open the form and send it; return the response."""
    path = path or address(tipo)
    return browser.post(path, filled(browser.get(path), tipo, **changed))


def typed(response):
    """Return {name: text} of the values that the form in ``response`` shows."""
    page = soup(response)
    fields = {field["name"]: field.text.strip("\n") for field in page.select("main textarea")}
    for field in page.select("main input:not([type=radio], [type=checkbox], [type=hidden])"):
        fields[field["name"]] = field.get("value", "")
    for field in page.select("main input[checked]"):
        fields[field["name"]] = field["value"]
    for field in page.select("main option[selected]"):
        fields[field.parent["name"]] = field["value"]
    return fields
