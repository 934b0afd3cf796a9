"use strict";
// Copies of what people write, kept in this browser until the server has it: of the forms of
// citizens (atencion.js) and of those of the admin (formularios.js). IndexedDB, for it can be told
// to write to the disk at once: localStorage of Chrome leaves that for later, up to a minute when
// much is written, and a power cut takes it. A browser that keeps nothing, or has no room, says no.
window.copias = (() => {
    const NOMBRE = "copias";
    let abierta;
    let origen = Date.now() - performance.now(); // the hour at which this page began

    function abrir() {
        abierta = abierta || new Promise((listo, falla) => {
            const peticion = indexedDB.open(NOMBRE, 1);
            peticion.onupgradeneeded = () => peticion.result.createObjectStore(NOMBRE, { keyPath: "id" });
            peticion.onerror = () => {
                abierta = undefined; // the next one tries again
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
        // Machines without a battery for their clock start in any year, and are put right in the
        // middle of a page: hours are the server's, and go on from there without that clock.
        ahora: () => Math.round(origen + performance.now()),
        ajustar(hora) {
            origen = hora - performance.now();
        },
        leer: (id) => probar(hacer("readonly", (almacen) => almacen.get(id))),
        todas: () => probar(hacer("readonly", (almacen) => almacen.getAll()), []),
        olvidar: (id) => probar(hacer("readwrite", (almacen) => almacen.delete(id))),
        // Whether it is kept.
        escribir: (registro) =>
            probar(
                hacer("readwrite", (almacen) => almacen.put({ ...registro, aqui: Date.now() })).then(() => true),
                false,
            ),
        // What is older than so many milliseconds, of those asked for. The clock of the server may have been
        // wrong that day, or that of this machine: both have to say so.
        async purgar(edad, de = () => true) {
            for (const { id, fecha, aqui = fecha } of (await this.todas()).filter(de))
                if (fecha < this.ahora() - edad && aqui < Date.now() - edad) await this.olvidar(id);
        },
        // Pairs of what stands in fields, and back into them.
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
