"""How the fields of every model are translated, and why some are not.

Fields are listed under the class that defines them; a subclass that treats a field otherwise lists
it again. A field that is missing here fails :mod:`tests.base.test_translatable_fields`.
"""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Campos:
    """The fields that a class defines.

    ``textos`` are translated, also relations to rows with texts. ``otra`` are those whose
    translation may have another value than the original; ``igual`` are the same in every language;
    ``fuera`` says why the other fields are not copied to the translation.
    """

    textos: str = ""
    otra: str = ""
    igual: str = ""
    fuera: dict[str, str] = field(default_factory=dict)

    def kinds(self):
        of_kind = {"textos": self.textos, "otra": self.otra, "igual": self.igual}
        named = {name: kind for kind, names in of_kind.items() for name in names.split()}
        left_out = {name: "fuera" for names in self.fuera for name in names.split()}
        return named | left_out


CAMPOS = {
    # --- Wagtail -------------------------------------------------------------------
    "MP_Node": Campos(fuera={"path depth numchild": "its place in the tree"}),
    "TranslatableMixin": Campos(fuera={"translation_key locale": "they make it a translation"}),
    "Orderable": Campos(fuera={"sort_order": "rows are copied with it before they are translated"}),
    "Page": Campos(fuera={"wagtail_admin_comments": "of those who write one version of it"}),
    "AbstractPage": Campos(
        textos="title slug",
        fuera={
            "draft_title": "made from the title",
            "url_path content_type owner alias_of": "Wagtail's own account of it",
            "latest_revision_created_at": "of each page",
        },
    ),
    "ShowInMenusMixin": Campos(igual="show_in_menus"),
    "DefaultBasePageMixin": Campos(
        textos="seo_title",
        fuera={"search_description": "no form asks for it: «resumen» is what searches are told"},
    ),
    "RevisionMixin": Campos(fuera={"latest_revision": "of each page"}),
    "DraftStateMixin": Campos(
        fuera={
            "live has_unpublished_changes first_published_at last_published_at live_revision": (
                "each language is published by itself"
            ),
            "go_live_at expire_at expired": "each language is scheduled by itself",
        }
    ),
    "LockableMixin": Campos(fuera={"locked locked_at locked_by": "each page is locked by itself"}),
    # --- What all have -------------------------------------------------------------
    "BasePage": Campos(
        textos="resumen alt_portada responsable",
        otra="imagen_portada",
        igual="revisado_el proxima_revision",
    ),
    "ConTextoLlano": Campos(fuera={"titulo_llano texto_llano": "made from the other fields"}),
    "ListaProvincial": Campos(textos="nombre", igual="slug"),
    # --- Front and informative pages -----------------------------------------------
    "HomePage": Campos(
        textos="lema pregunta accesos bloques cuerpo", fuera={"slug": "it stands in no address"}
    ),
    "StandardPage": Campos(textos="cuerpo"),
    # --- Directory -----------------------------------------------------------------
    "TipoEntidad": Campos(igual="es_emergencia es_basico es_evacuacion"),
    "EntidadPage": Campos(
        textos="otros_nombres cuerpo referencia contactos horarios horarios_especiales autoridades "
        "servicios",
        igual="slug tipo depende_de atiende_a_todos municipios_atendidos calle numero entre y "
        "reparto consejo_popular latitud longitud atiende_feriados",
    ),
    "Contacto": Campos(
        textos="etiqueta nota",
        igual="canal valor extension verificado_el contesta contesta_dias contesta_desde "
        "contesta_hasta",
    ),
    "TramoMixin": Campos(igual="abre cierra al_dia_siguiente"),
    "Horario": Campos(igual="dia"),
    "HorarioEspecial": Campos(textos="motivo", igual="desde hasta"),
    "Autoridad": Campos(textos="cargo recepcion", igual="nombre telefono correo foto"),
    "Servicio": Campos(textos="nombre descripcion"),
    # --- Procedures ----------------------------------------------------------------
    "EventoDeVida": Campos(fuera={"orden": "lists follow that of the Spanish entry"}),
    "TramitePage": Campos(
        textos="nombres_populares quien en_linea_nombre formas_de_pago resultado vigencia quejas "
        "revisado_por otras_entidades costos requisitos pasos base_legal planillas",
        igual="slug entidad clase_de_entidad en_linea eventos",
        fuera={"alt_portada": "no form asks for a cover"},
    ),
    "ConEstado": Campos(textos="estado_motivo", igual="estado estado_desde estado_hasta"),
    "ConPlazo": Campos(
        textos="plazo_desde plazo_fuente",
        igual="plazo_minimo plazo_numero plazo_unidad plazo_fecha",
    ),
    "CostoBase": Campos(textos="concepto fuente", igual="tipo importe fecha"),
    "OtraEntidad": Campos(igual="entidad"),
    "Requisito": Campos(textos="texto detalle", igual="canal"),
    "Paso": Campos(textos="texto", igual="canal enlace"),
    "BaseLegal": Campos(textos="norma", otra="documento", igual="enlace pagina"),
    "Planilla": Campos(textos="nombre", otra="documento"),
    "TramiteLocalPage": Campos(
        textos="ofrece_motivo ofrece_donde formas_de_pago nota oficinas costos",
        # The title is that of the procedure, and no form asks for it.
        igual="title slug canonico ofrece ofrece_entidad",
        fuera={
            "resumen seo_title": "readers get those of the procedure",
            "alt_portada": "no form asks for a cover",
            "revision_confirmada confirmada_el": "what the portal has read of the original",
        },
    ),
    "OficinaLocal": Campos(igual="entidad"),
    "TramitesIndexPage": Campos(igual="destacados"),
    # --- News, agenda, avisos --------------------------------------------------------
    "NoticiaPage": Campos(
        textos="fuente cuerpo correcciones",
        igual="fecha categoria compartir_con_provincia tramites_relacionados "
        "entidades_relacionadas noticias_relacionadas",
    ),
    "Correccion": Campos(textos="texto", igual="fecha"),
    "EventoPage": Campos(
        textos="lugar cuerpo",
        igual="empieza_el empieza_a_las termina_el termina_a_las repite dias_de_la_semana "
        "repite_hasta no_se_hace entidad",
    ),
    "AvisoPage": Campos(
        textos="texto sin_fin fuente instrucciones",
        igual="slug tipo fase nivel simulacro alcance municipios termina numero_nota "
        "proximo_boletin",
        fuera={"responsable": "no form asks for it: the source says who answers for it"},
    ),
    "Instruccion": Campos(textos="texto", igual="fase"),
    # --- Attention ------------------------------------------------------------------
    "ConsultaPublicaPage": Campos(textos="cuerpo preguntas decision", igual="abre cierra"),
    "AtencionPage": Campos(textos="cuerpo", igual="oficina"),
    # --- Transparency ---------------------------------------------------------------
    "DocumentoPage": Campos(
        textos="emisor periodo cuerpo motivo_de_retiro",
        otra="archivo",
        igual="tipo numero fecha retirado_el",
    ),
    "NormaPage": Campos(
        textos="emisor gaceta cuerpo modificaciones",
        igual="slug tipo numero fecha entra_en_vigor archivo enlace estado derogada_por",
    ),
    "Modificacion": Campos(igual="norma"),
    "OrganoPage": Campos(textos="cuerpo integrantes", igual="slug tipo entidad"),
    "Integrante": Campos(textos="cargo recepcion", igual="nombre telefono correo"),
    "SesionPage": Campos(
        textos="cuerpo orden_del_dia acuerdos", igual="slug fecha caracter mandato"
    ),
    "PuntoDelOrden": Campos(textos="texto"),
    "Acuerdo": Campos(
        textos="texto destinatario nota",
        igual="numero entidad estado vence cumplido_el",
        fuera={"texto_llano": "made from the other fields"},
    ),
    "ConsejoPopularPage": Campos(
        textos="recepcion circunscripciones", igual="slug presidente telefono sede repartos"
    ),
    "Circunscripcion": Campos(
        textos="despacho_horario", igual="numero delegado lugares despacho_lugar telefono"
    ),
    "Medida": Campos(textos="unidad", igual="periodicidad"),
    "IndicadorPage": Campos(
        textos="que_mide unidad fuente valores",
        igual="slug medida periodicidad sentido actualizado_el",
    ),
    "Valor": Campos(textos="comentario", igual="periodo plan real es_provisional"),
    "Obligacion": Campos(textos="explicacion base_legal", igual="para meses orden"),
    "FichaLey168Page": Campos(textos="publicaciones"),
    "PublicacionDeOficio": Campos(
        textos="motivo", igual="obligacion pagina documento enlace desde hasta no_corresponde"
    ),
    "PlanteamientosIndexPage": Campos(igual="slug muestra_planteamientos"),
    "InformeDePlanteamientosPage": Campos(
        textos="fuente cifras", igual="slug mandato periodo actualizado_el"
    ),
    "_ConEntidad": Campos(igual="entidad nombre"),
    "CifraDePlanteamientos": Campos(
        textos="nota", igual="origen solucionados explicados en_plan pendientes"
    ),
    "PlanteamientoPage": Campos(
        textos="texto respuesta",
        igual="slug origen fecha mandato consejo lugar estado respondido_el",
    ),
}


@dataclass(frozen=True)
class Registro:
    """A model without languages: its texts, and the reason why they are not translated."""

    textos: str
    motivo: str


_ADMIN = "read by those who work on the portals, who read Spanish"
_PROGRAMS = "read by programs"
_PEOPLE = "what somebody wrote, answered in the language of the case"
_COUNTED = "counted or compared, and shown to nobody"

REGISTROS = {
    "base.PortalImage": Registro(
        "title file_hash description credito",
        "pages and blocks have an alternative text of their own; a description that stands in "
        "for one is told to be Spanish, and a credit is a name",
    ),
    "base.PortalRendition": Registro("filter_spec focal_point_key", _PROGRAMS),
    "base.PortalDocument": Registro(
        "title file_hash idioma",
        "the name of a file, told in its language; a translation may put another file in its place",
    ),
    "moderacion.ModeracionTask": Registro("name", _ADMIN),
    "base.PortalSettings": Registro(
        "slug tipo estado estado_anterior llave hosts_anteriores licencia_de_datos nombre titulo "
        "gentilicio sede acento correo direccion horario telefonos redes idiomas",
        "the hours and what telephones are for are translated as TextoDelPortal; the title is "
        "that of the home in each language; the rest are names, addresses and choices",
    ),
    "home.PaginaInicial": Registro("clave", _PROGRAMS),
    "base.TextoDelPortal": Registro(
        "idioma lugar original traduccion", "what those texts say in another language"
    ),
    "directorio.DiaFeriado": Registro("motivo", "told to be Spanish: the name of a day of Cuba"),
    "avisos.ModoEmergencia": Registro("motivo", "told to be Spanish: it cannot wait"),
    "avisos.Mensaje": Registro(
        "tipo remitente referencias identificador contenido portales", _PROGRAMS
    ),
    "directorio.InformeDeDato": Registro("dato clase", _ADMIN),
    "enlaces.Direccion": Registro("destino host estado motivo mudada_a clase", _ADMIN),
    "enlaces.Lugar": Registro("lugar camino texto", _ADMIN),
    "lecturas.Llegada": Registro("palabras", _ADMIN),
    "lecturas.Marca": Registro("comienzo", _PROGRAMS),
    "lecturas.NoEncontrada": Registro("ruta", _ADMIN),
    "redaccion.PalabraTecnica": Registro("expresion en_su_lugar raices", _ADMIN),
    "search.BusquedaSinResultado": Registro("palabras", _ADMIN),
    "search.Destacado": Registro("palabras", _COUNTED),
    "search.Sinonimo": Registro("expresiones", _COUNTED),
    "search.Palabra": Registro("palabra escrita idioma sonido", "made of pages, by language"),
    "search.Ficha": Registro(
        "idioma grupo marcas titulo nombres resumen texto numeros raices",
        "made of pages, by language",
    ),
    "atencion.Caso": Registro("tipo estado cierre notificar idioma asunto hechos pide", _PEOPLE),
    "atencion.Remitente": Registro(
        "nombre ci nacionalidad direccion telefono correo huella_ci huella_telefono huella_correo",
        _PEOPLE,
    ),
    "atencion.Movimiento": Registro("tipo texto destino", _PEOPLE),
    "atencion.Adjunto": Registro("nombre tipo", _PEOPLE),
    "atencion.AvisoALaPersona": Registro("fallo", _ADMIN),
    "atencion.Exportacion": Registro("motivo", _ADMIN),
    "atencion.Opinion": Registro("buscaba fallo", _ADMIN),
    "atencion.Plantilla": Registro("nombre texto", "whoever answers changes it before it is sent"),
    "atencion.RecuentoDeConsulta": Registro("opciones opciones_sin_redes", _COUNTED),
    "atencion.RedDeConsulta": Registro("huella", _COUNTED),
    "atencion.OpcionMarcada": Registro("pregunta opcion", _COUNTED),
    "atencion.TextoDeRespuesta": Registro("pregunta texto", _ADMIN),
    "datos.ArchivoDeDatos": Registro("clave formato archivo sha256 huella", _PROGRAMS),
    "correo.Avisado": Registro("que", _PROGRAMS),
    "difusion.Anuncio": Registro("canal titulo estado motivo mensaje", "sent in Spanish alone"),
    "difusion.Difusion": Registro(
        "tipos telegram_canal telegram_clave webhook_url webhook_secreto", _PROGRAMS
    ),
    "importacion.Clave": Registro("importador clave", _PROGRAMS),
    "importacion.Importacion": Registro("importador archivo estado columnas notas", _ADMIN),
    "importacion.Fila": Registro("clave titulo estado nota datos cambios errores avisos", _ADMIN),
    "mudanza.Mudanza": Registro(
        "sistema archivo carpeta direccion estado motivo vista cuenta", _ADMIN
    ),
    "mudanza.Destino": Registro("clave titulo adonde", _ADMIN),
    "mudanza.Hallazgo": Registro("clase que motivo", _ADMIN),
    "mudanza.Propuesta": Registro("clave titulo telefonos correos personas", _ADMIN),
    "mudanza.Anterior": Registro("sistema clase clave alias huella", _PROGRAMS),
    "mudanza.RutaAnterior": Registro("ruta", _PROGRAMS),
    "equipos.Nombramiento": Registro("correo_pedido", _ADMIN),
    "archivos.CambioDeArchivo": Registro("comentario datos estado", _ADMIN),
    "moderacion.EnlaceDeBorrador": Registro("huella para", _ADMIN),
    "moderacion.PedidoDeRetiro": Registro("motivo estado comentario", _ADMIN),
    "moderacion.Notificacion": Registro("tipo", _ADMIN),
    "usuarios.Usuario": Registro("password username first_name last_name email", _ADMIN),
    "usuarios.Intento": Registro("clase cuenta origen", _PROGRAMS),
}
