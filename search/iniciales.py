"""The synonyms with which an installation begins; from then on they are the province's to keep."""

from .models import Sinonimo

# What people say, and what offices and procedures are called. An expression stands in one group.
SINONIMOS = (
    "acueducto, agua",
    "alcalde, intendente",
    "antecedentes penales, récord policial",
    "apagón, corte de corriente, afectación eléctrica, mantenimiento eléctrico",
    "arquitecto, Arquitecto de la Comunidad",
    "balita, gas licuado, cilindro de gas",
    "basura, desechos, Comunales, Servicios Comunales",
    "béisbol, pelota",
    "boda, matrimonio",
    "carné de identidad, carnet de identidad, carnet, CI",
    "casa, vivienda",
    "ciclón, huracán, tormenta tropical",
    "círculo infantil, guardería",
    "copa, torneo, campeonato",
    "corriente, luz, electricidad, Empresa Eléctrica, UNE",
    "cuentapropista, cuenta propia, trabajo por cuenta propia, TCP",
    "defunción, fallecimiento, muerte",
    "delito, robo",
    "dengue, mosquito",
    "guagua, ómnibus",
    "herencia, herederos, sucesión, testamento",
    "impuestos, tributos, declaración jurada, ONAT",
    "jubilación, retiro, pensión por edad",
    "libreta, libreta de abastecimiento, canasta normada, Registro de Consumidores, OFICODA",
    "micro pequeña y mediana empresa, MIPYME",
    "partida de nacimiento, acta de nacimiento, certificado de nacimiento,"
    " certificación de nacimiento",
    "pipa, camión cisterna, carro de agua",
    "planificación física, ordenamiento territorial, INOTU",
    "policía, PNR",
    "queja, denuncia, reclamación",
    "seguridad social, INASS",
    "teléfono fijo, línea telefónica, ETECSA",
    "temblor, sismo, terremoto",
    "título de propiedad, título de vivienda, propiedad de la casa",
)


def create_synonyms():
    """Fill the list with those if it is empty; what people keep in it stays as it is."""
    if not Sinonimo.objects.exists():
        Sinonimo.objects.bulk_create(Sinonimo(expresiones=group) for group in SINONIMOS)
