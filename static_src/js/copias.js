"use strict";
// Copias: form data stored in this browser until the server has them, for citizens (atencion.js)
// and the admin (formularios.js). Uses IndexedDB because it can write to disk at once: localStorage
// in Chrome waits, up to a minute when much is written, and a power cut loses the data. Without
// storage or space, escribir() resolves to false.
window.copias = (() => {
    const NOMBRE = "copias";
    let abierta;
    let origen = Date.now() - performance.now(); // time when this page began

    function abrir() {
        abierta = abierta || new Promise((listo, falla) => {
            const peticion = indexedDB.open(NOMBRE, 1);
            peticion.onupgradeneeded = () => peticion.result.createObjectStore(NOMBRE, { keyPath: "id" });
            peticion.onerror = () => {
                abierta = undefined; // the next call tries again
                falla(peticion.error);
            };
            peticion.onsuccess = () => {
                peticion.result.onclose = () => (abierta = undefined);
                listo(peticion.result);
            };
        });
        return abierta;
    }

    async function hacer(modo, orden) {
        const base = await abrir();
        return new Promise((listo, falla) => {
            const transaccion = base.transaction(NOMBRE, modo, { durability: "strict" });
            const peticion = orden(transaccion.objectStore(NOMBRE));
            transaccion.oncomplete = () => listo(peticion.result);
            transaccion.onabort = () => falla(transaccion.error);
        });
    }

    const probar = (promesa, nada) => promesa.catch(() => nada);
    const marca = (campo) => campo.matches("[type=radio], [type=checkbox]");

    return {
        // Computers without a clock battery start with a wrong date, which may change while a page is
        // open: use the start (after ajustar(), the server's) plus the elapsed time.
        ahora: () => Math.round(origen + performance.now()),
        ajustar(hora) {
            origen = hora - performance.now();
        },
        leer: (id) => probar(hacer("readonly", (almacen) => almacen.get(id))),
        todas: () => probar(hacer("readonly", (almacen) => almacen.getAll()), []),
        olvidar: (id) => probar(hacer("readwrite", (almacen) => almacen.delete(id))),
        // Resolves to true if stored.
        escribir: (registro) =>
            probar(
                hacer("readwrite", (almacen) => almacen.put({ ...registro, aqui: Date.now() })).then(() => true),
                false,
            ),
        // Deletes records that «de» accepts and that are older than «edad» (ms) by two clocks, the
        // server's and this computer's, because either may have been wrong.
        async purgar(edad, de = () => true) {
            for (const { id, fecha, aqui = fecha } of (await this.todas()).filter(de))
                if (fecha < this.ahora() - edad && aqui < Date.now() - edad) await this.olvidar(id);
        },
        // Values of fields as pairs, and back into fields.
        valores: (campos) =>
            campos
                .filter((campo) => (marca(campo) ? campo.checked : campo.value))
                .map((campo) => [campo.name, campo.value]),
        poner(campos, pares) {
            const valores = new Map(pares);
            for (const campo of campos) {
                if (!marca(campo)) campo.value = valores.get(campo.name) || "";
                else campo.checked = pares.some(([n, v]) => n === campo.name && v === campo.value);
            }
        },
    };
})();
