"use strict";
// Only improves: without this file every form is sent as well. It keeps the draft in this browser,
// does the work that stands for the question, makes photos smaller, and loses nothing to a cut.

const CLAVE = "atencion-";
const CADUCA = 30 * 24 * 3600 * 1000;
const LADO = 1600;

const acuse = document.querySelector("[data-enviado], [data-otro]")?.dataset;
if (acuse?.enviado) olvidar(acuse.enviado);
if (acuse?.otro) separar(acuse.otro);
preparar(document.querySelector("[data-borrador]"));
esperar(document.querySelector("form:not([data-borrador]) [data-reto]")?.form);

function preparar(formulario) {
    if (!formulario) return;
    formulario.propio = formulario.envio.value;
    recuperar(formulario);
    formulario.addEventListener("input", () => guardar(formulario));
    formulario.addEventListener("change", ({ target }) => {
        if (target.type === "file") formulario.fotos = achicar(target, formulario.dataset);
    });
    formulario.addEventListener("submit", (evento) => {
        evento.preventDefault();
        enviar(formulario);
    });
    formulario.probada = probar(formulario);
}

// A consultation is short and has nothing to keep: only the work is done before it is sent.
function esperar(formulario) {
    if (!formulario) return;
    const probada = probar(formulario);
    formulario.addEventListener("submit", async (evento) => {
        evento.preventDefault();
        await probada;
        formulario.submit();
    });
}

// --- Draft ---

function leer(tipo) {
    try {
        const borrador = JSON.parse(localStorage.getItem(CLAVE + tipo));
        return borrador && Date.now() - borrador.fecha < CADUCA ? borrador : null;
    } catch {
        return null;
    }
}

function olvidar(tipo) {
    try {
        localStorage.removeItem(CLAVE + tipo);
    } catch {
        // A browser that keeps nothing has nothing to forget.
    }
}

// What was sent came in before in other words: these stay, to be sent as something new.
function separar(tipo) {
    const borrador = leer(tipo);
    if (borrador) escribir(tipo, { ...borrador, envio: undefined });
}

function escribir(tipo, borrador) {
    try {
        localStorage.setItem(CLAVE + tipo, JSON.stringify(borrador));
        return true;
    } catch {
        return false; // full, or it keeps nothing
    }
}

// Not who writes: telephones are shared, and a name is soon written again.
function escritos(formulario) {
    return [...formulario.querySelectorAll(".parte :is(input, select, textarea)")].filter(
        (campo) => campo.type !== "file" && !("personal" in campo.dataset),
    );
}

function guardar(formulario) {
    const campos = escritos(formulario)
        .filter((campo) => (campo.matches("[type=radio], [type=checkbox]") ? campo.checked : campo.value))
        .map((campo) => [campo.name, campo.value]);
    const borrador = { fecha: Date.now(), envio: formulario.envio.value, campos };
    if (escribir(formulario.dataset.borrador, borrador)) avisar(formulario, formulario.dataset.guardando);
}

function recuperar(formulario) {
    const borrador = leer(formulario.dataset.borrador);
    if (!borrador || !("nuevo" in formulario.dataset)) return;
    const valores = new Map(borrador.campos);
    for (const campo of escritos(formulario)) {
        if (!campo.matches("[type=radio], [type=checkbox]")) campo.value = valores.get(campo.name) ?? "";
        else campo.checked = valores.get(campo.name) === campo.value;
    }
    if (borrador.envio) formulario.envio.value = borrador.envio;
    avisar(formulario, formulario.dataset.recuperado);
}

function avisar(formulario, texto) {
    let aviso = formulario.querySelector(".borrador");
    if (!aviso) {
        aviso = document.createElement("div");
        aviso.className = "mensaje borrador";
        const palabras = document.createElement("span");
        palabras.setAttribute("role", "status");
        const borrar = document.createElement("button");
        borrar.type = "button";
        borrar.textContent = formulario.dataset.borrar;
        borrar.addEventListener("click", () => {
            olvidar(formulario.dataset.borrador);
            formulario.reset();
            formulario.envio.value = formulario.propio;
            aviso.remove();
        });
        aviso.append(palabras, borrar);
        formulario.prepend(aviso);
    } else if (texto === formulario.dataset.guardando) {
        return;
    }
    aviso.firstChild.textContent = texto;
}

// --- The work that stands for the question (ALTCHA, PBKDF2) ---

function probar({ prueba, respuesta }) {
    const pregunta = respuesta.closest("[data-pregunta]");
    return trabajar(prueba, pregunta).catch(() => {
        pregunta.hidden = false;
    });
}

async function trabajar(prueba, pregunta) {
    if (!globalThis.crypto?.subtle) return;
    // What was asked for in vain once has to be answered.
    pregunta.hidden = !pregunta.querySelector(".fallo");
    const reto = JSON.parse(prueba.dataset.reto);
    const { nonce, salt, cost, keyLength, keyPrefix } = reto.parameters;
    const inicio = performance.now();
    const clave = new Uint8Array(20);
    clave.set(bytes(nonce));
    for (let counter = 0; ; counter += 1) {
        new DataView(clave.buffer).setUint32(16, counter);
        const material = await crypto.subtle.importKey("raw", clave, "PBKDF2", false, ["deriveBits"]);
        const bits = await crypto.subtle.deriveBits(
            { name: "PBKDF2", hash: "SHA-256", salt: bytes(salt), iterations: cost },
            material,
            keyLength * 8,
        );
        const derivedKey = [...new Uint8Array(bits)].map((b) => b.toString(16).padStart(2, "0")).join("");
        if (derivedKey.startsWith(keyPrefix)) {
            const solution = { counter, derivedKey, time: Math.round(performance.now() - inicio) };
            prueba.value = btoa(JSON.stringify({ challenge: reto, solution }));
            return;
        }
    }
}

function bytes(hexadecimal) {
    return Uint8Array.from(hexadecimal.match(/../g), (par) => parseInt(par, 16));
}

// --- Photos ---

async function achicar(campo, { maximo, pesado }) {
    const archivos = await Promise.all([...campo.files].map(chica));
    try {
        const lista = new DataTransfer();
        for (const archivo of archivos) lista.items.add(archivo);
        campo.files = lista.files;
    } catch {
        // Old browsers do not let files be replaced: they go as they are.
    }
    const pesa = [...campo.files].find((archivo) => archivo.size > Number(maximo));
    campo.setCustomValidity(pesa ? `${pesa.name}: ${pesado}` : "");
    campo.reportValidity();
}

async function chica(archivo) {
    if (!archivo.type.startsWith("image/")) return archivo;
    try {
        const imagen = await createImageBitmap(archivo, { imageOrientation: "from-image" });
        const escala = Math.min(1, LADO / Math.max(imagen.width, imagen.height));
        const lienzo = document.createElement("canvas");
        lienzo.width = Math.round(imagen.width * escala);
        lienzo.height = Math.round(imagen.height * escala);
        const dibujo = lienzo.getContext("2d");
        dibujo.fillStyle = "#fff";
        dibujo.fillRect(0, 0, lienzo.width, lienzo.height);
        dibujo.drawImage(imagen, 0, 0, lienzo.width, lienzo.height);
        const foto = await new Promise((listo) => lienzo.toBlob(listo, "image/jpeg", 0.8));
        if (!foto || foto.size >= archivo.size) return archivo;
        return new File([foto], archivo.name.replace(/\.\w+$/, "") + ".jpg", { type: foto.type });
    } catch {
        return archivo;
    }
}

// --- Sending ---

async function enviar(formulario, otraVez = false) {
    const boton = formulario.querySelector("[type=submit]");
    const estado = formulario.querySelector(".estado-envio");
    const decir = (texto, enviando) => {
        estado.textContent = texto;
        boton.disabled = enviando;
    };
    let motivo; // of a page that is no form: of nginx, or of a portal in trouble
    decir(formulario.dataset.enviando, true);
    try {
        await Promise.all([formulario.probada, formulario.fotos]);
        if (!formulario.reportValidity()) return decir("", false);
        const respuesta = await fetch(formulario.action, { method: "POST", body: new FormData(formulario) });
        if (respuesta.redirected) return location.assign(respuesta.url);
        const pagina = new DOMParser().parseFromString(await respuesta.text(), "text/html");
        const ficha = pagina.querySelector("main [name=csrfmiddlewaretoken]");
        if (respuesta.status === 403 && ficha && !otraVez) {
            formulario.csrfmiddlewaretoken.value = ficha.value;
            return enviar(formulario, true);
        }
        const nuevo = pagina.querySelector("[data-borrador]");
        motivo = pagina.querySelector("[data-motivo]")?.textContent;
        if (!nuevo) throw new Error(respuesta.status);
        for (const campo of nuevo.querySelectorAll("[type=file]")) {
            const viejo = formulario.elements[campo.name];
            if (!viejo?.files.length || pagina.querySelector(`#${campo.id}_error`)) continue;
            campo.replaceWith(viejo);
            pagina.querySelector("[data-archivos]").remove();
        }
        document.title = pagina.title;
        document.querySelector("main").replaceWith(pagina.querySelector("main"));
        preparar(nuevo);
        const errores = document.querySelector("#errores");
        errores?.focus();
        errores?.scrollIntoView();
    } catch {
        guardar(formulario);
        decir(motivo ?? formulario.dataset.sinConexion, false);
    }
}
