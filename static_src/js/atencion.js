"use strict";
// Optional: forms also work without this file. It shows one step at a time, stores the draft, does the
// proof of work in place of the question, shrinks photos, and keeps the text if the network fails.

const { copias } = window; // undefined if copias.js did not load
const CLAVE = "atencion-";
const CADUCA = 30 * 24 * 3600 * 1000;
const LADO = 1600;

const acuse = document.querySelector("[data-enviado], [data-otro]");
if (acuse && acuse.dataset.enviado) olvidar(acuse.dataset.enviado);
if (acuse && acuse.dataset.otro) separar(acuse.dataset.otro);
preparar(document.querySelector("[data-borrador]"));
esperar(document.querySelector("form:not([data-borrador]) [data-reto]"));
if (copias) copias.purgar(CADUCA, ({ id }) => id.startsWith(CLAVE)); // telephones are shared

function preparar(formulario) {
    if (!formulario) return;
    formulario.propio = formulario.envio.value;
    formulario.recuperada = recuperar(formulario);
    formulario.addEventListener("input", () => guardar(formulario));
    formulario.addEventListener("change", ({ target }) => {
        if (target.type === "file") formulario.fotos = achicar(target, formulario.dataset);
    });
    formulario.addEventListener("submit", (evento) => {
        evento.preventDefault();
        enviar(formulario);
    });
    formulario.probada = probar(formulario);
    guiar(formulario);
}

// --- Steps: the CSS shows the step in the URL fragment ---

function guiar(formulario) {
    formulario.addEventListener("click", (evento) => {
        const seguir = evento.target.closest(".avance .boton");
        if (seguir && !completo(seguir.closest(".parte"))) evento.preventDefault();
    });
    formulario.addEventListener("keydown", (evento) => {
        const parte = evento.target.closest(".parte");
        const seguir = parte && parte.querySelector(".avance .boton");
        if (evento.key !== "Enter" || evento.target.localName !== "input") return;
        if (!seguir || !seguir.offsetParent) return;
        evento.preventDefault();
        seguir.click();
    });
    if (!location.hash && !document.querySelector("#errores")) location.replace("#paso-1");
    formulario.recuperada.then(() => revisar(formulario));
}

addEventListener("hashchange", () => {
    if (!/^#paso-\d+$/.test(location.hash)) return;
    const paso = document.querySelector(`.carta > .${location.hash.slice(1)}`);
    if (!paso) return;
    revisar(paso.parentNode);
    // For keyboards and screen readers: focus the first error of the step, or its start.
    paso.tabIndex = -1;
    (paso.querySelector("[aria-invalid='true']") || paso).focus({ preventScroll: true });
});

function campos_de(parte) {
    return [...parte.querySelectorAll("input, select, textarea")];
}

// Shows the answers beside the link to their step.
function revisar(formulario) {
    for (const lugar of formulario.querySelectorAll("[data-paso]")) {
        const paso = formulario.querySelector(`.paso-${lugar.dataset.paso}`);
        lugar.textContent = campos_de(paso).filter(se_pregunta).map(dicho).filter(Boolean).join(" · ");
    }
}

function dicho(campo) {
    if (campo.files) return [...campo.files].map(({ name }) => name).join(", ");
    if (/radio|checkbox/.test(campo.type)) return campo.checked && campo.labels[0].textContent.trim();
    const texto = campo.selectedOptions ? campo.selectedOptions[0].text : campo.value;
    return texto.trim().replace(/^([\s\S]{90})[\s\S]+/, "$1…");
}

// Whether all fields are valid; shows each error at its field.
function completo(parte) {
    const mal = campos_de(parte).filter((campo) => {
        const dice = reparo(campo);
        senalar(campo, dice);
        return dice;
    });
    if (mal.length) mal[0].focus();
    return !mal.length;
}

function reparo(campo) {
    if (!se_pregunta(campo)) return "";
    if (campo.dataset.falta && !campo.value.trim()) return campo.dataset.falta;
    return campo.checkValidity() ? "" : campo.dataset.mal || campo.validationMessage;
}

// Fields below an option count only if it is chosen.
function se_pregunta(campo) {
    const sigue = campo.closest(".sigue");
    return !sigue || sigue.parentNode.querySelector("input").checked;
}

function senalar(campo, texto) {
    const id = `${campo.id}_error`;
    const viejo = document.getElementById(id);
    if (viejo) viejo.remove();
    if (!texto) return campo.removeAttribute("aria-invalid");
    campo.setAttribute("aria-invalid", "true");
    const fallo = campo.form.querySelector("template").content.firstElementChild.cloneNode(true);
    fallo.id = id;
    fallo.lastElementChild.textContent = texto;
    campo.before(fallo);
    const dicen = campo.getAttribute("aria-describedby") || "";
    if (!dicen.includes(id)) campo.setAttribute("aria-describedby", `${dicen} ${id}`);
}

// A consultation is short and needs no draft: only the proof of work before it is sent.
function esperar(prueba) {
    if (!prueba) return;
    const formulario = prueba.form;
    const probada = probar(formulario);
    formulario.addEventListener("submit", async (evento) => {
        evento.preventDefault();
        await probada;
        formulario.submit();
    });
}

// --- Draft ---

async function leer(tipo) {
    const borrador = copias && (await copias.leer(CLAVE + tipo));
    return borrador && copias.ahora() - borrador.fecha < CADUCA ? borrador : null;
}

function olvidar(tipo) {
    if (copias) copias.olvidar(CLAVE + tipo);
}

// The server had this form with another text: keep this text, to send as a new form.
async function separar(tipo) {
    const borrador = await leer(tipo);
    if (borrador) copias.escribir({ ...borrador, envio: undefined });
}

// No personal data: phones are shared, and a name is quickly typed again.
function escritos(formulario) {
    return campos_de(formulario).filter(
        // Antispam fields belong to this form only.
        (campo) => campo.closest(".parte:not(.final)") && !campo.files && !("personal" in campo.dataset),
    );
}

async function guardar(formulario) {
    await formulario.recuperada;
    if (!copias) return;
    const borrador = {
        id: CLAVE + formulario.dataset.borrador,
        fecha: copias.ahora(),
        envio: formulario.envio.value,
        campos: copias.valores(escritos(formulario)),
    };
    if (await copias.escribir(borrador)) avisar(formulario, formulario.dataset.guardando);
}

async function recuperar(formulario) {
    const borrador = "nuevo" in formulario.dataset && (await leer(formulario.dataset.borrador));
    if (!borrador) return;
    copias.poner(escritos(formulario), borrador.campos);
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
    // Show «stored» in the first step only, «recovered» in every step.
    aviso.classList.toggle("una-vez", texto === formulario.dataset.guardando);
    aviso.firstChild.textContent = texto;
}

// --- Proof of work in place of the question (ALTCHA, PBKDF2) ---

function probar({ prueba, respuesta }) {
    const pregunta = respuesta.closest("[data-pregunta]");
    return trabajar(prueba, pregunta).catch(() => {
        pregunta.hidden = false;
    });
}

async function trabajar(prueba, pregunta) {
    if (!window.crypto || !crypto.subtle) return;
    // Show it if it came back with an error.
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
    const archivos = await Promise.all(Array.from(campo.files, chica));
    try {
        const lista = new DataTransfer();
        for (const archivo of archivos) lista.items.add(archivo);
        campo.files = lista.files;
    } catch (fallo) {
        // Old browsers cannot replace the files: send the originals.
    }
    const pesa = Array.from(campo.files).find((archivo) => archivo.size > Number(maximo));
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
    } catch (fallo) {
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
    let motivo; // message of nginx, or of a portal that failed
    decir(formulario.dataset.enviando, true);
    try {
        await Promise.all([formulario.probada, formulario.fotos]);
        const incompleta = [...formulario.querySelectorAll(".parte")].find((parte) => !completo(parte));
        if (incompleta) {
            const [, paso] = incompleta.className.split(" ");
            if (location.hash) location.hash = `#${paso}`;
            completo(incompleta);
            return decir("", false);
        }
        const respuesta = await fetch(formulario.action, {
            method: "POST",
            body: new FormData(formulario),
            credentials: "same-origin", // Chrome before 72 sends no cookies by default
        });
        if (respuesta.redirected) return location.assign(respuesta.url);
        const pagina = new DOMParser().parseFromString(await respuesta.text(), "text/html");
        const ficha = pagina.querySelector("main [name=csrfmiddlewaretoken]");
        if (respuesta.status === 403 && ficha && !otraVez) {
            formulario.csrfmiddlewaretoken.value = ficha.value;
            return enviar(formulario, true);
        }
        const nuevo = pagina.querySelector("[data-borrador]");
        motivo = pagina.querySelector("[data-motivo]");
        if (!nuevo) throw new Error(respuesta.status);
        for (const campo of nuevo.querySelectorAll("[type=file]")) {
            const viejo = formulario.elements[campo.name];
            if (!viejo || !viejo.files.length || pagina.querySelector(`#${campo.id}_error`)) continue;
            campo.replaceWith(viejo);
            pagina.querySelector("[data-archivos]").remove();
        }
        // With errors, show the whole form.
        history.replaceState(null, "", location.pathname);
        document.title = pagina.title;
        document.querySelector("main").replaceWith(pagina.querySelector("main"));
        preparar(nuevo);
        const errores = document.querySelector("#errores");
        if (errores) {
            errores.focus();
            errores.scrollIntoView();
        }
    } catch (fallo) {
        await guardar(formulario);
        decir(motivo ? motivo.textContent : formulario.dataset.sinConexion, false);
    }
}
