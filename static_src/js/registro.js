"use strict";
// Brings the worker with which pages are read again without network, after all that this page needs,
// and tells it what was read before it was there. Not in a preview.

const { trabajador } = document.currentScript.dataset;
if (navigator.serviceWorker && self === top) {
    const esLaPrimera = !navigator.serviceWorker.controller;
    const avisar = ({ active }) => {
        const archivos = performance.getEntriesByType("resource").map(({ name }) => name);
        active.postMessage({ pagina: location.href.split("#")[0], archivos });
    };
    addEventListener("load", () => {
        navigator.serviceWorker
            .register(trabajador, { updateViaCache: "all" })
            .then(() => esLaPrimera && navigator.serviceWorker.ready.then(avisar))
            .catch(() => {}); // no storage, private mode: as without it
    });
}
