"use strict";
// The worker of a portal: what was read is read again without network. docs/decisions/0097.
// home/sin_conexion.py writes AJUSTES before it.

const PAGINAS = "paginas-1";
const RECURSOS = "recursos-1"; // styles, scripts, and the pages for what was never read
const FOTOS = "fotos-1";
const LLEVADO = "llevado-1"; // the text of the whole portal, if somebody asked for it
const MAXIMO = { [PAGINAS]: 80, [RECURSOS]: 80, [FOTOS]: 60, [LLEVADO]: Infinity };
const UN_DIA = 20 * 3600000; // after so many milliseconds that text is brought anew
const PACIENCIA = 3000; // milliseconds for the network while there is a copy
const ESPERA = 30000; // without one

const lenguaDe = (ruta) => AJUSTES.lenguas.find(({ prefijo }) => ruta.startsWith(prefijo));
const esPropia = (ruta) => !AJUSTES.fuera.some((prefijo) => ruta.startsWith(prefijo));
const falla = ({ status }) => status >= 500 || status === 429; // it is busy
const plazo = (ms) => new Promise((seguir) => setTimeout(seguir, ms));

addEventListener("install", (evento) => {
    const preparar = async () => {
        const cache = await caches.open(RECURSOS);
        await cache.addAll(AJUSTES.recursos);
        await skipWaiting();
    };
    evento.waitUntil(preparar());
});

addEventListener("activate", (evento) => {
    const empezar = async () => {
        for (const nombre of await caches.keys()) {
            if (!(nombre in MAXIMO)) await caches.delete(nombre);
        }
        await clients.claim();
    };
    evento.waitUntil(empezar());
});

addEventListener("fetch", (evento) => {
    const { request } = evento;
    const { origin, pathname } = new URL(request.url);
    if (request.method !== "GET" || origin !== location.origin || !esPropia(pathname)) return;
    if (request.mode === "navigate") evento.respondWith(pagina(evento));
    else if (pathname.startsWith(AJUSTES.recurso)) evento.respondWith(archivo(evento, RECURSOS));
    else if (pathname.startsWith(AJUSTES.foto)) evento.respondWith(archivo(evento, FOTOS));
});

// The first page was read before there was a worker; the browser still has all its files.
addEventListener("message", (evento) => {
    if (evento.data.llevar) {
        evento.waitUntil(llevar((dicho) => evento.source.postMessage({ llevar: dicho })));
        return;
    }
    const traer = async (direccion, nombre) => {
        const respuesta = await fetch(direccion, { cache: "force-cache" });
        if (nombre !== PAGINAS || seGuarda(respuesta)) {
            await guardar(nombre, direccion, respuesta);
        }
    };
    const { pagina, archivos } = evento.data;
    const todo = [traer(pagina, PAGINAS)];
    for (const direccion of archivos) {
        const { pathname } = new URL(direccion);
        if (pathname.startsWith(AJUSTES.recurso)) todo.push(traer(direccion, RECURSOS));
        else if (pathname.startsWith(AJUSTES.foto)) todo.push(traer(direccion, FOTOS));
    }
    evento.waitUntil(Promise.all(todo.map((uno) => uno.catch(() => {}))));
});

async function pagina(evento) {
    const { request } = evento;
    const red = fetch(request).then((respuesta) => {
        const copia = seGuarda(respuesta) && respuesta.clone();
        evento.waitUntil(copia ? guardar(PAGINAS, request, copia) : tirar(request, respuesta));
        evento.waitUntil(renovar(respuesta));
        return respuesta;
    });
    evento.waitUntil(red.catch(() => {})); // what comes late is kept for the next time
    const [copia, lista] = [await buscar(request), await buscar(AJUSTES.llevar)];
    const hasta = async (tiempo) => {
        try {
            return await Promise.race([red, plazo(tiempo)]);
        } catch (fallo) {
            return undefined; // no network
        }
    };
    let respuesta = await hasta(copia || lista ? PACIENCIA : ESPERA);
    if (respuesta && !falla(respuesta)) return respuesta;
    const llevadaAntes = lista && !(copia && fechaDe(copia) > fechaDe(lista));
    const guardada = (llevadaAntes && (await llevada(request, lista))) || (copia && (await conSuHora(copia)));
    if (guardada) return guardada;
    respuesta = respuesta || (await hasta(ESPERA)); // a form, for example
    return respuesta || sinConexion(request);
}

const fechaDe = ({ headers }) => Date.parse(headers.get("Date"));

async function archivo(evento, nombre) {
    const { request } = evento;
    const copia = await buscar(request);
    if (copia) return copia;
    const respuesta = await fetch(request);
    evento.waitUntil(guardar(nombre, request, respuesta.clone()));
    return respuesta;
}

// Storage that is full, broken or forbidden is as if nothing were kept.
async function buscar(request) {
    try {
        return await caches.match(request, { ignoreVary: true }); // a page may be light
    } catch (fallo) {
        return undefined;
    }
}

// Only what the server gives to everybody: no form, no case, nothing of a person.
function seGuarda({ status, headers }) {
    const paraQuien = headers.get("Cache-Control") || "";
    const tipo = headers.get("Content-Type") || "";
    return status === 200 && /\bpublic\b/.test(paraQuien) && tipo.startsWith("text/html");
}

// What has become private, moved or gone is thrown away.
async function tirar(request, respuesta) {
    if (falla(respuesta)) return;
    try {
        await (await caches.open(PAGINAS)).delete(request, { ignoreVary: true });
    } catch (fallo) {
        // There is no storage.
    }
}

async function guardar(nombre, request, respuesta) {
    if (respuesta.status !== 200) return;
    try {
        const cache = await caches.open(nombre);
        await cache.put(request, respuesta); // in the place of the old one, which stays if there is no room
        const guardadas = await cache.keys();
        for (const vieja of guardadas.slice(0, -MAXIMO[nombre])) await cache.delete(vieja);
    } catch (fallo) {
        await hacerSitio(fallo); // for the next page
    }
}

async function hacerSitio({ name }) {
    if (name === "QuotaExceededError") await vaciar(FOTOS);
}

async function vaciar(nombre) {
    try {
        await caches.delete(nombre);
    } catch (fallo) {
        // There is no storage.
    }
}

// The hour of a copy is the server's, in the zone that the page names: a phone may be wrong in both.
async function conSuHora(copia) {
    const texto = await copia.text();
    const { guardado } = lenguaDe(new URL(copia.url).pathname);
    const [dia, hora] = momentoDe(copia, texto);
    return comoPagina(copia, banda(texto, guardado.replace("%s", `${dia}, ${hora}`)));
}

// With the headers of ``original``, which say what a page may load.
function comoPagina({ headers }, texto) {
    const cabeceras = new Headers(headers);
    cabeceras.delete("Content-Encoding");
    cabeceras.delete("Content-Length");
    return new Response(texto, { status: 200, headers: cabeceras });
}

function momentoDe({ headers }, texto) {
    const [, lengua, minutos] = /<html lang="([\w-]+)" data-hora="(-?\d+)"/.exec(texto) || [];
    const momento = fechaDe({ headers }) + (minutos || 0) * 60000;
    const en = (partes) =>
        new Intl.DateTimeFormat(lengua || [], { timeZone: "UTC", ...partes }).format(momento);
    const hora = en({ hour: "numeric", minute: "2-digit", hour12: true });
    return [en({ day: "numeric", month: "long" }), hora.replace(/([ap])\.\s?m\./, "$1.m.")];
}

function banda(texto, dicho) {
    const inicio = texto.indexOf(">", texto.indexOf("<body")) + 1;
    return `${texto.slice(0, inicio)}<p class="guardado" role="status">${dicho}</p>${texto.slice(inicio)}`;
}

async function sinConexion(request) {
    const { pagina } = lenguaDe(new URL(request.url).pathname);
    return (await buscar(pagina)) || Response.error();
}

// --- The whole portal, as text: portatil/texto.py makes it ---

// Brings the parts that lack, and throws away those that no longer hold; begun again, it goes on.
async function llevar(decir) {
    try {
        const cache = await caches.open(LLEVADO);
        const lista = await fetch(AJUSTES.llevar, { cache: "no-cache" });
        if (!lista.ok) throw new Error(lista.status);
        const partes = Object.values((await lista.clone().json()).partes);
        const todo = partes.reduce((suma, [, bytes]) => suma + bytes, 0);
        let hecho = 0;
        for (const [archivo, bytes] of partes) {
            if (!(await cache.match(archivo))) {
                const parte = await fetch(archivo);
                if (!parte.ok) throw new Error(parte.status);
                await cache.put(archivo, parte);
            }
            hecho += bytes;
            decir({ hecho, todo });
        }
        await cache.put(AJUSTES.llevar, lista);
        const vale = new Set([AJUSTES.llevar, ...partes.map(([archivo]) => archivo)]);
        for (const guardada of await cache.keys()) {
            if (!vale.has(new URL(guardada.url).pathname)) await cache.delete(guardada);
        }
        decir({ listo: true });
    } catch (fallo) {
        await hacerSitio(fallo);
        decir({ fallo: true }); // what came stays for the next time
    }
}

// All hours are the server's. An attempt that failed is not made again at once.
let renovado = 0;
async function renovar(respuesta) {
    const lista = await buscar(AJUSTES.llevar);
    const ahora = fechaDe(respuesta);
    if (!lista || ahora - Math.max(fechaDe(lista), renovado) < UN_DIA) return;
    renovado = ahora;
    await llevar(() => {});
}

// A page of that text in the frame of the page for what is not kept; undefined if it has none.
async function llevada(request, lista) {
    try {
        return await componer(request, lista);
    } catch (fallo) {
        return undefined; // a part is broken
    }
}

async function componer(request, lista) {
    const { partes, sinonimos } = await lista.clone().json();
    const { pathname, searchParams } = new URL(request.url);
    const lengua = lenguaDe(pathname);
    const leer = async ([archivo]) => {
        const parte = await buscar(archivo);
        return parte ? parte.json() : {};
    };
    let hallada;
    if (pathname === lengua.buscar) {
        const paginas = Object.assign({}, ...(await Promise.all(Object.values(partes).map(leer))));
        hallada = hallazgos(paginas, searchParams.get("q") || "", lengua, sinonimos);
    } else {
        const parte = new Map(Object.entries(partes)).get(pathname.split("/")[1] || "inicio");
        hallada = parte && (await leer(parte))[pathname];
    }
    const marco = hallada && (await buscar(lengua.pagina));
    if (!marco) return undefined;
    const [titulo, cuerpo] = hallada;
    let texto = await marco.text();
    texto = entre(texto, "<title>", "</title>", titulo);
    texto = entre(texto, '<main id="contenido" tabindex="-1">', "</main>", cuerpo);
    const [dia] = momentoDe(lista, texto);
    return comoPagina(marco, banda(texto, lengua.llevado.replace("%s", dia)));
}

function entre(texto, antes, despues, nuevo) {
    const inicio = texto.indexOf(antes) + antes.length;
    return texto.slice(0, inicio) + nuevo + texto.slice(texto.indexOf(despues, inicio));
}

// Words in small letters without accents, a space before and after each.
function llano(texto) {
    const letras = texto.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
    return ` ${letras.replace(/[^a-z0-9]+/g, " ").trim()} `;
}

// Pages with all words, or their synonyms; the endings of long words do not count.
function hallazgos(paginas, pedido, lengua, sinonimos) {
    const raiz = (palabra) =>
        palabra.length < 5 ? ` ${palabra} ` : ` ${palabra.slice(0, Math.max(4, palabra.length - 2))}`;
    const otras = new Map(Object.entries(sinonimos));
    const palabras = llano(pedido)
        .split(" ")
        .filter((palabra) => palabra.length > 2)
        .map((palabra) => [palabra, ...(otras.get(palabra) || [])].map(raiz));
    const puntosDe = (direccion, [titulo, cuerpo]) => {
        if (!palabras.length || lenguaDe(direccion) !== lengua) return 0;
        const arriba = llano(titulo);
        const abajo = llano(cuerpo.replace(/<[^<>]*>/g, " "));
        const puntos = palabras.map((formas) => {
            if (formas.some((forma) => arriba.includes(forma))) return 10;
            return formas.some((forma) => abajo.includes(forma)) ? 1 : 0;
        });
        return puntos.includes(0) ? 0 : puntos.reduce((una, otra) => una + otra);
    };
    const halladas = Object.entries(paginas)
        .map(([direccion, pagina]) => [puntosDe(direccion, pagina), direccion, pagina[0]])
        .filter(([puntos]) => puntos)
        .sort(([una], [otra]) => otra - una)
        .slice(0, 30);
    const tarjetas = halladas.map(
        ([, direccion, titulo]) =>
            `<article class="tarjeta"><div><h2 class="tarjeta-titulo"><a href="${encodeURI(direccion)}">${titulo}</a></h2></div></article>`,
    );
    return [
        lengua.titulo,
        `<div class="ancho articulo"><header class="articulo-cabecera"><h1>${lengua.titulo}</h1></header>` +
            `<div class="articulo-cuerpo lista">${tarjetas.join("") || `<p class="vacio">${lengua.nada}</p>`}</div></div>`,
    ];
}
