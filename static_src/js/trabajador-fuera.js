"use strict";
// In the place of the worker where a portal has none any more: it throws everything away, itself too.

addEventListener("install", () => skipWaiting());
addEventListener("activate", (evento) => {
    const irse = async () => {
        for (const nombre of await caches.keys()) await caches.delete(nombre);
        await registration.unregister();
    };
    evento.waitUntil(irse());
});
