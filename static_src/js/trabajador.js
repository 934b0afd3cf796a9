"use strict";
// The worker of a portal: what was read is read again without network. docs/decisions/0097.
// home/sin_conexion.py writes AJUSTES before it.

const PAGINAS = "paginas-1";
const RECURSOS = "recursos-1"; // styles, scripts, and the pages for what was never read
const FOTOS = "fotos-1";
const MAXIMO = { [PAGINAS]: 80, [RECURSOS]: 80, [FOTOS]: 60 };
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
        return respuesta;
    });
    evento.waitUntil(red.catch(() => {})); // what comes late is kept for the next time
    const copia = await buscar(request);
    let respuesta;
    try {
        respuesta = await Promise.race([red, plazo(copia ? PACIENCIA : ESPERA)]);
    } catch (fallo) {
        // No network.
    }
    if (respuesta && !(falla(respuesta) && copia)) return respuesta;
    return copia ? conSuHora(copia) : sinConexion(request);
}

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
        if (nombre !== FOTOS) await vaciar(FOTOS); // for the next page
    }
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
    const [, lengua, minutos] = /<html lang="([\w-]+)" data-hora="(-?\d+)"/.exec(texto) || [];
    const { guardado } = lenguaDe(new URL(copia.url).pathname);
    const momento = Date.parse(copia.headers.get("Date")) + (minutos || 0) * 60000;
    const en = (partes) =>
        new Intl.DateTimeFormat(lengua || [], { timeZone: "UTC", ...partes }).format(momento);
    const dia = en({ day: "numeric", month: "long" });
    const hora = en({ hour: "numeric", minute: "2-digit", hour12: true });
    const banda = guardado.replace("%s", `${dia}, ${hora.replace(/([ap])\.\s?m\./, "$1.m.")}`);
    const inicio = texto.indexOf(">", texto.indexOf("<body")) + 1;
    const cabeceras = new Headers(copia.headers);
    cabeceras.delete("Content-Encoding");
    cabeceras.delete("Content-Length");
    return new Response(
        `${texto.slice(0, inicio)}<p class="guardado" role="status">${banda}</p>${texto.slice(inicio)}`,
        { status: 200, headers: cabeceras },
    );
}

async function sinConexion(request) {
    const { pagina } = lenguaDe(new URL(request.url).pathname);
    return (await buscar(pagina)) || Response.error();
}
