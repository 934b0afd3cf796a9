"""Sentences and syllables are counted by the rules of Spanish."""

import pytest

from redaccion.comprobaciones.legibilidad import measure, oraciones, silabas

# Counted by hand by the rules of the Academy: an «h» splits no diphthong, «ui» is one syllable.
SYLLABLES = {
    1: "sol ley muy y fui dio huir buey quien CDR km",
    2: "casa agua ahí día país leer ciudad guagua construir viuda búho baúl ONAT",
    3: "poeta gobierno trámite cigüeña ahora prohibido periodo línea jesuita veintidós oído",
    4: "ciudadano municipio período biología vehículo policía evacuación aéreo",
    5: "ciudadanía electricidad electrónico administración zoología actualización",
    6: "abastecimiento",
    7: "electrodomésticos",
    8: "desafortunadamente",
}


@pytest.mark.parametrize(
    ("word", "count"), [(word, n) for n, words in SYLLABLES.items() for word in words.split()]
)
def test_syllables_are_those_of_the_academy(word, count):
    assert silabas(word) == count


@pytest.mark.parametrize("word", ["ymzl", "yçaip", "ª", "a" * 5000, "ñ", "über"])
def test_what_is_no_word_has_at_least_one(word):
    assert silabas(word) >= 1


def test_a_point_that_ends_no_sentence():
    text = (
        "El Dr. Pérez atiende en la calle 4 No. 34. De 8:00 a. m. a 5 p. m. se llama al 22.5. "
        "«¿Hay turno?» Sí. ¡Venga! (Con carné.) Art. 12\nOtra línea"
    )
    assert oraciones(text) == [
        "El Dr. Pérez atiende en la calle 4 No. 34.",
        "De 8:00 a. m. a 5 p. m. se llama al 22.5.",
        "«¿Hay turno?»",
        "Sí.",
        "¡Venga!",
        "(Con carné.)",
        "Art. 12",
        "Otra línea",
    ]


def test_the_index_is_that_of_the_formula():
    # Each sentence has six words with eleven syllables.
    found = measure(["Mañana llega el agua a todos."] * 10)
    assert found.palabras == 60
    assert round(found.indice, 2) == round(206.835 - 62.3 * 11 / 6 - 6, 2)
    assert found.nombre == "Muy fácil"
