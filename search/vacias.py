"""Words that are in too many searches to say what is searched.

The comment of each list says how its words are used. A search that has no other words keeps them.
"""


def _words(text):
    return frozenset(text.split())


def _by_language(lists):
    return {language: _words(text) for language, text in lists.items()}


# They join the words of an expression and may be left out: «libreta de abastecimiento».
GLUE = _words(
    """
    a al ante con de del e el en este esta la las lo los mi mis o pa pal para por que su sus tu
    tus u un una unas unos y
    """
)
# Pronouns before a verb: «se casa» is not the house; «(me) quemó el refrigerador» is one meaning.
CLITICS = _words("le les me nos se te")

# Words that are compared whole: their stem is that of another word («mandar», «casa», «tasar») or
# sounds like one («cayó»), or they describe what happens now.
WHOLE = _words(
    """
    abuelos calle calles casi caso casos director directora mandado mandados muriendo murieron
    perro perros quema quemando sala salas taxi taxis viejos
    """
)

# They join the words of a search and of a name.
SILENT = _by_language(
    {
        "es": """
        a al ante buscar busco como con conseguir cual cuales cuando cuanta cuantas cuanto cuantos
        de debo del desde donde durante e el ella en encontrar entre era es esa ese eso esta este
        esto estos hace hacen hacer hacia hago hasta hay ir la las le les llamar llamo lo los mas
        me mi mis muy necesito no nos o obtener para pedir pero pido por porque puede puedo que
        quien quienes quiero saber sacar saco se ser si sin sobre son su sus tengo tiene tienen u
        un una unas uno unos ver voy y ya yo
    """,
        "en": """
        a an and are as at be by can do does for from get have how i in is it my need of on or that
        the this to want what when where which who with you your
    """,
    }
)
# Other words without meaning for a search; names may contain them.
ROUND_ABOUT = _by_language(
    {
        "es": """
        abajo aca acaba acaban acabo adonde ah ahi ahora ahorita aja alante algo alguien
        algun alguna algunas alguno algunos alla alli anda ando anoche antier aqui arriba
        asi atras aun aunque ay ayer ayudame ayudar ayudarme ayudeme bajo bastante bien buen
        buena buenas bueno buenos caballero cada cae caen casi cerca cien cierto cinco claro
        compadre compay conmigo contigo contra cosa cosas creo cualquier cuatro cuya cuyo
        dale dan dar darme das debe debemos deben deberia dele deme den dentro despues di
        dia dias dicho dieron diez dime dio dios disculpa disculpe dos doy ellas ellos
        encima enseguida entonces eramos eran eres esas esos esperando espero estaba estaban
        estado estamos estan estar estara estas estoy estuvo existe expliqueme falta faltaba
        faltan favor fue fuera fueron fui gracias ha haber habia habra han has haya hecho
        hemos hola hoy iba igual incluso intento jamas junto justo lado lejos llamada luego
        lugar mal mala malo manana manera medio mejor menos mia mias mientras mija mijo mil
        mio mios misma mismo modo momento mucha muchacha muchacho mucho muchos nada nadie ni
        ningun ninguna ninguno nosotros nuestra nuestras nuestro nuestros nueve nunca ocho
        ocurre oiga oigan ojala ok otra otras otro otros oye peor periodo poca pocas poco
        pocos podemos poder podra podran podria podrian pon porfa porfavor posible preciso
        pregunta preguntar presento problema problemas pronto propia pues quince quisieramos
        rapido recien resulta sabe sabemos saben sabria sea sean seis sera seria serian sido
        siempre siendo siento siete sino sobra sola solamente solo solos somos soy suele
        supuesto suya suyo tal tambien tampoco tan tanta tanto tantos tipo toda todas
        todavia todo todos trae traer tras treinta tres tuya tuyo ultimamente ultimo usted
        ustedes va vale vamos van varias varios vaya vayan ve veces veinte ven vez vi vieja
        viejo vuelta vuelto yendo
    """,
    }
)
# Likewise the verbs that go with any other word: all their forms, as (stems, endings).
LIGHT_VERBS = {
    "es": (
        """
        busc busqu consegu consig dec dej dese dic dig dij empez empiez entr explic gust habl hac
        hag hic hiz llam lleg llegu llev mand mir necesit pas ped pid pon pong pud pued pus qued
        quer quier quis quit resolv resuelv sac sal salg saqu segu sep sig sigu sirv ten teng tien
        toc tom toqu traig traj trat tuv ven veng vien vin viv volv vuelv
        """,
        """
        a aba aban ado amos an ando ar ara aria aron as aste e emos en er era eran eria erian es ia
        iamos ian ido iendo iera ieran ieron imos io ir iste o os
        """,
    )
}
# What happens to a thing, where and when: these words say less than the name of the thing.
CIRCUMSTANCES = _by_language(
    {
        "es": """
        abril abrir abuela abuelo agarrar agosto amanecer amiga amigo ano anos apartamento
        apto barrio barrios bisabuela bisabuelo bota botan botar botaron boto calle calles
        cambia cambiar cambiarme cambiaron cambie cambio carta casa casas casita ciudad
        cobra cobran cobrar cobraron cobre cogen coger cogieron comprar compro cuadra
        cuartico cuidad cunada cunado demorado diciembre dinero direccion domingo edificio
        enero entrega entregada entregadas entregado entregados entregan entregar entregaron
        esposa esposo esquina existen familia familiar febrero gente grande grandes hermana
        hermano hija hijo hijos hombre joven jueves julio junio levantar lunes madre
        madrugada mama marido martes marzo mayo mes meses meter miercoles montar muchas
        mujer municipal municipio municipios nieta nieto nina ninas nino ninos noche nombre
        novia noviembre novio nuera nueva nuevo octubre padre paga pagan pagar pago papa
        pareja partio patio persona personas pesos prima primera primero primo provincia
        provincial pueblo recibe reciben recibir recogen recoger reparto revisar sabado
        semana semanas senor senora septiembre sobrina sobrino suegra suegro tarde terminar
        terminaron tia tio tramitar tramite tumbar tumbo vecina vecino vecinos vencio vende
        venden vender vendo vida viejita viejito viernes yerno zona
    """,
    }
)
# What visitors want to know about a trámite; every trámite page says it.
OF_PROCEDURES = _by_language(
    {
        "es": """
        costo costos cuesta cuestan demora demoran demoro documentacion papel papeleo papeles
        precio requisito requisitos solicitar solicitud vale
    """,
        "en": "cost costs paper papers requirements",
    }
)
# What visitors want to know about a place. Each office has a telephone and hours, but few pages
# have these words: the visitor wants the page of the place.
OF_PLACES = _by_language(
    {
        "es": """
        abierta abierto abre abren atiende atienden cerrado cierra cierran empresa entidad funciona
        hora horario horarios horas localizar numero numeros oficina oficinas oficinista tel
        telefonico telefono telefonos ubicacion ubicada ubicado
    """,
        "en": "address hours number office open opening phone telephone",
    }
)
