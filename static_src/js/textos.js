"use strict";
// Turns texts of other programs into blocks of a page body: a Word document that is chosen or dropped,
// or pasted text with headings or tables. The server makes the blocks, and this script inserts them as
// Wagtail does after a click on «+»: they are saved only with the form.
(() => {
    const { direcciones, tope, textos } = JSON.parse(document.getElementById("redaccion-textos").textContent);
    const TIPOS = ["encabezado", "texto", "tabla", "imagen"]; // the blocks that a body must allow
    const DE_TEXTO = /\.(docx?|docm|dotx|dotm|odt|rtf)$/i;
    const MAS_LARGO = 1_500_000; // characters of HTML, the limit of the server
    const MAS_LETRAS = 200_000; // characters of plain text
    const cuerpos = [];
    const nuestros = new WeakSet(); // paste events only for the rich text editor

    const decir = (frase, valores) => frase.replace(/\{(\w+)\}/g, (_, nombre) => valores[nombre]);
    const como = (bytes) =>
        bytes < 1e6 ? `${Math.ceil(bytes / 1024)} KB` : `${new Intl.NumberFormat(document.documentElement.lang, { maximumFractionDigits: 1 }).format(bytes / 2 ** 20)} MB`;

    function crear(etiqueta, clase, texto) {
        const elemento = document.createElement(etiqueta);
        if (clase) elemento.className = clase;
        if (texto) elemento.textContent = texto;
        return elemento;
    }

    function boton(texto, alPulsar, clase = "button button-small button-secondary") {
        const elemento = crear("button", clase, texto);
        elemento.type = "button";
        elemento.addEventListener("click", alPulsar);
        return elemento;
    }

    class Cuerpo {
        constructor(raiz) {
            this.raiz = raiz;
            this.formulario = raiz.element.closest("form");
            this.marco = raiz.element.closest("section") ?? raiz.element.parentElement;
            this.barra = crear("div", "textos-traidos");
            const entrada = crear("div", "textos-traidos__entrada");
            entrada.append(
                boton(textos.traer, () => this.elegir()),
                crear("span", "help textos-traidos__ayuda", textos.ayuda),
                crear("strong", "textos-traidos__suelte", textos.suelte),
            );
            this.estado = crear("div", "textos-traidos__estado");
            this.estado.setAttribute("role", "status");
            this.barra.append(entrada, this.estado);
            raiz.element.before(this.barra);
        }

        // The URL for the page of the form; for a new page, for its parent.
        direccion(cual) {
            const [, pagina] = new URL(this.formulario.action).pathname.match(/\/(\d+)\/(?:edit\/)?$/);
            return direcciones[cual].replace("/0/", `/${pagina}/`);
        }

        get cabeceras() {
            const ficha = this.formulario.querySelector("[name=csrfmiddlewaretoken]").value;
            return { "X-CSRFToken": ficha, "X-Requested-With": "XMLHttpRequest" };
        }

        // --- A file ---

        elegir() {
            const campo = document.createElement("input");
            campo.type = "file";
            campo.accept = ".docx";
            campo.addEventListener("change", () => campo.files[0] && this.enviar(campo.files[0]));
            campo.click();
        }

        enviar(archivo) {
            this.envio?.abort();
            if (archivo.size > tope) {
                this.fallar(textos.pesado); // before the upload
                return;
            }
            const nombre = archivo.name;
            const envio = new XMLHttpRequest();
            this.envio = envio;
            const avance = crear("progress", "textos-traidos__avance");
            avance.max = archivo.size || 1;
            avance.value = 0;
            const palabras = crear("p", "", decir(textos.enviando, { nombre, parte: como(0), total: como(archivo.size) }));
            palabras.setAttribute("aria-live", "off"); // reading each step aloud would not help
            this.mostrar("", [palabras, avance, boton(textos.cancelar, () => envio.abort())]);
            avance.setAttribute("aria-label", palabras.textContent);
            const otraVez = () => boton(textos.reintentar, () => this.enviar(archivo));

            envio.upload.addEventListener("progress", ({ loaded }) => {
                const parte = Math.min(loaded, archivo.size);
                avance.value = parte;
                palabras.textContent = decir(textos.enviando, { nombre, parte: como(parte), total: como(archivo.size) });
            });
            envio.upload.addEventListener("load", () => {
                palabras.textContent = decir(textos.leyendo, { nombre });
                avance.removeAttribute("value");
            });
            envio.addEventListener("load", () => {
                const respuesta = leer(envio.responseText);
                if (envio.status === 200 && respuesta) {
                    this.traer(respuesta, this.raiz.children.length, decir(textos.vino, { nombre, resumen: respuesta.resumen }));
                } else if (envio.status === 422 && respuesta) {
                    this.fallar(respuesta.error);
                } else {
                    this.fallar(decir(envio.status === 403 ? textos.fuera : textos.rechazado, { nombre }), otraVez());
                }
            });
            envio.addEventListener("error", () => this.fallar(decir(textos.fallo, { nombre }), otraVez()));
            envio.addEventListener("abort", () => this.envio === envio && this.mostrar("", [crear("p", "", textos.cancelado)]));
            envio.open("POST", this.direccion("docx"));
            for (const [clave, valor] of Object.entries(this.cabeceras)) envio.setRequestHeader(clave, valor);
            const datos = new FormData();
            datos.append("archivo", archivo);
            envio.send(datos);
        }

        // --- Pasted text ---

        async pegar(html, hijo, simple) {
            const datos = new FormData();
            datos.append("html", html);
            this.mostrar("", [crear("p", "", textos.pegando)]);
            let respuesta, llegada;
            try {
                llegada = await fetch(this.direccion("pegado"), { method: "POST", headers: this.cabeceras, body: datos });
                respuesta = leer(await llegada.text());
            } catch {
                llegada = { status: 0 };
            }
            if (llegada.status === 200 && respuesta?.bloques.length) {
                const lugar = this.raiz.children.indexOf(hijo);
                if (lugar >= 0) partir(hijo);
                this.traer(respuesta, lugar < 0 ? this.raiz.children.length : lugar + 1, decir(textos.pegado, { resumen: respuesta.resumen }));
            } else if (llegada.status === 422 && respuesta) {
                this.fallar(respuesta.error);
            } else {
                simple();
                this.fallar(textos.simple);
            }
        }

        // --- Blocks ---

        traer({ bloques, titulo, perdido, avisos, imagenes }, lugar, vino) {
            const campo = this.formulario.querySelector("#id_title");
            const puesto = titulo && campo && !campo.value.trim();
            if (puesto) {
                campo.value = bloques[0].value.texto;
                for (const tipo of ["input", "keyup", "change", "blur"]) campo.dispatchEvent(new Event(tipo, { bubbles: true }));
                bloques = bloques.slice(1);
            }
            const anterior = this.raiz.children[lugar - 1];
            const ocupaVacio = anterior && vacio(anterior);
            if (ocupaVacio) {
                lugar -= 1;
                this.raiz.deleteBlock(lugar);
            }
            const traidos = bloques.map((bloque, n) => this.raiz.insert(bloque, lugar + n, {}));
            let tocado = false;
            for (const { element } of traidos)
                for (const gesto of ["input", "change"])
                    element.addEventListener(gesto, ({ isTrusted }) => (tocado = tocado || isTrusted), true);
            const lineas = [crear("p", "textos-traidos__vino", vino)];
            if (perdido.length) lineas.push(crear("p", "textos-traidos__perdido", decir(textos.perdido, { que: perdido.join("; ") })));
            for (const aviso of avisos) lineas.push(crear("p", "", aviso));
            const quitar = () => {
                if (tocado && !window.confirm(textos.cambiado)) return;
                this.quitar(traidos, imagenes, puesto && campo);
            };
            this.mostrar("bien", [...lineas, boton(textos.quitar, quitar), this.cierre()]);
            this.barra.scrollIntoView({ block: "nearest" });
        }

        quitar(traidos, imagenes, campo) {
            for (const hijo of traidos) {
                const lugar = this.raiz.children.indexOf(hijo);
                if (lugar >= 0) this.raiz.deleteBlock(lugar);
            }
            if (!this.raiz.children.length) this.raiz._onRequestInsert(0, { type: "texto" });
            if (campo) campo.value = "";
            if (imagenes && !this.usaOtro(traidos)) {
                const datos = new FormData();
                datos.append("imagenes", imagenes);
                fetch(this.direccion("deshacer"), { method: "POST", headers: this.cabeceras, body: datos }).catch(() => {});
            }
            this.mostrar("", [crear("p", "", textos.quitado), this.cierre()]);
        }

        // Whether another field of the form, for example the cover, uses a picture of these blocks.
        usaOtro(traidos) {
            const suyos = new Set();
            const ajenos = [];
            for (const campo of this.formulario.querySelectorAll("input[type=hidden]")) {
                if (!traidos.some(({ element }) => element.contains(campo))) ajenos.push(campo.value);
                else if (campo.name.endsWith("-image")) suyos.add(campo.value);
            }
            return ajenos.some((valor) => suyos.has(valor));
        }

        // --- Messages ---

        cierre() {
            return boton(textos.cerrar, () => this.mostrar("", []), "button button-small button-secondary textos-traidos__cerrar");
        }

        fallar(palabras, ...botones) {
            this.mostrar("mal", [crear("p", "", palabras), ...botones, this.cierre()]);
            this.barra.scrollIntoView({ block: "nearest" });
        }

        mostrar(clase, partes) {
            this.estado.dataset.clase = clase;
            this.estado.replaceChildren(...partes);
        }
    }

    function leer(json) {
        try {
            return JSON.parse(json);
        } catch {
            return null;
        }
    }

    // Asks the editor itself: its form field gets the typed text a moment later.
    const vacio = ({ type, block }) =>
        type === "texto" && !block.widget.getState().getCurrentContent().getPlainText().trim();

    // Splits the block at the cursor, so that the text after it comes after the pasted blocks.
    function partir(hijo) {
        const estado = hijo.block.widget.getState();
        const contenido = estado.getCurrentContent();
        const seleccion = estado.getSelection();
        const final = contenido.getLastBlock();
        const esFinal = seleccion.getEndKey() === final.getKey() && seleccion.getEndOffset() === final.getLength();
        if (esFinal || !seleccion.isCollapsed() || !contenido.hasText()) return;
        const { stateBefore, stateAfter, shouldMoveCommentFn } = window.draftail.splitState(estado);
        hijo.split(stateBefore, stateAfter, shouldMoveCommentFn, {});
    }

    // The copied HTML without styles, scripts, metadata and picture sources; parsing closes its elements.
    function limpiar(html) {
        const { body } = new DOMParser().parseFromString(html, "text/html");
        for (const sobra of body.querySelectorAll("style, script, meta, link, xml, title")) sobra.remove();
        for (const imagen of body.querySelectorAll("img")) imagen.removeAttribute("src");
        return body;
    }

    function tieneForma(body) {
        const palabras = (elemento) => elemento.textContent.replace(/\s+/g, "");
        const encabezados = [...body.querySelectorAll("h1, h2, h3, h4, h5, h6, .MsoTitle")].filter(palabras);
        const solo = encabezados.length === 1 && palabras(encabezados[0]) === palabras(body);
        const tablas = [...body.querySelectorAll("table")].filter(
            ({ rows }) => rows.length > 1 && [...rows].some(({ cells }) => cells.length > 1),
        );
        return (encabezados.length && !solo) || tablas.length;
    }

    function alPegar(evento) {
        if (nuestros.has(evento) || !evento.clipboardData) return;
        const editor = evento.target.closest?.("[data-draftail-editor-wrapper]");
        const cuerpo = editor && cuerpos.find(({ raiz }) => raiz.element.contains(editor));
        const hijo = cuerpo?.raiz.children.find(({ type, element }) => type === "texto" && element.contains(editor));
        if (!hijo) return;
        const html = evento.clipboardData.getData("text/html");
        const texto = evento.clipboardData.getData("text/plain");
        const parar = () => {
            evento.preventDefault();
            evento.stopImmediatePropagation();
        };
        const body = limpiar(html);
        const limpio = body.innerHTML;
        if (limpio.length > MAS_LARGO || (limpio ? body.textContent : texto).length > MAS_LETRAS) {
            parar();
            cuerpo.fallar(textos.largo);
            return;
        }
        if (cuerpo.estado.dataset.clase === "mal") cuerpo.mostrar("", []); // that error was about an earlier paste
        if (!tieneForma(body)) return;
        parar();
        const copia = new DataTransfer();
        copia.setData("text/html", html);
        copia.setData("text/plain", texto);
        const { target } = evento;
        cuerpo.pegar(limpio, hijo, () => {
            const simple = new ClipboardEvent("paste", { clipboardData: copia, bubbles: true, cancelable: true });
            nuestros.add(simple);
            target.dispatchEvent(simple);
        });
    }

    // Browsers cut a paste that is too long for its field, without a message.
    function alLlenar(evento) {
        const { target: campo, clipboardData } = evento;
        if (!(campo.maxLength > 0) || !clipboardData) return;
        campo.parentElement.querySelector(".textos-traidos__cortado")?.remove();
        const quedan = campo.maxLength - campo.value.length + (campo.selectionEnd - campo.selectionStart);
        if (clipboardData.getData("text/plain").length <= quedan) return;
        const aviso = crear("p", "textos-traidos__cortado", decir(textos.cortado, { caben: campo.maxLength }));
        aviso.setAttribute("role", "status");
        campo.after(aviso);
    }

    // --- Dropping ---

    const conArchivos = ({ dataTransfer }) => cuerpos.length && dataTransfer?.types.includes("Files");
    const delLugar = ({ target }) => cuerpos.find(({ marco }) => marco.contains(target));

    function senalar(elegido) {
        for (const cuerpo of cuerpos) cuerpo.barra.classList.toggle("textos-traidos--suelte", cuerpo === elegido);
    }

    function alPasar(evento) {
        if (!conArchivos(evento) || evento.target.closest?.("[type=file], dialog, [role=dialog]")) return;
        evento.preventDefault(); // the browser would leave the form to show the file
        senalar(delLugar(evento) ?? cuerpos[0]);
    }

    function alSoltar(evento) {
        senalar(null);
        if (!conArchivos(evento) || evento.target.closest?.("[type=file], dialog, [role=dialog]")) return;
        const cuerpo = delLugar(evento) ?? cuerpos[0];
        const { files } = evento.dataTransfer;
        evento.preventDefault();
        if (files.length === 1 && DE_TEXTO.test(files[0].name)) cuerpo.enviar(files[0]);
        else cuerpo.fallar(textos.varios);
    }

    function preparar() {
        for (const { rootBlock } of document.querySelectorAll("form [id$='-root']")) {
            const tipos = rootBlock?.blockDef?.childBlockDefsByName;
            if (tipos && TIPOS.every((tipo) => tipo in tipos)) cuerpos.push(new Cuerpo(rootBlock));
        }
        document.addEventListener("paste", alLlenar);
        if (!cuerpos.length) return;
        document.addEventListener("paste", alPegar, true);
        document.addEventListener("dragover", alPasar);
        document.addEventListener("dragleave", ({ relatedTarget }) => relatedTarget || senalar(null));
        document.addEventListener("drop", alSoltar);
    }

    // The StreamFields exist once Wagtail's own scripts have run.
    if (document.readyState === "complete") preparar();
    else addEventListener("load", preparar);
})();
