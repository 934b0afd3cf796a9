"use strict";
// A case that is written without a connection. It is kept where its form keeps the draft
// (atencion.js): who opens the form finds it there, and sends it. Nothing is sent from here.

const CLAVE = "atencion-"; // as in atencion.js
const { copias } = window; // undefined if copias.js did not load
const cuaderno = document.querySelector("[data-cuaderno]");
const campo = (nombre) => cuaderno.querySelector(`[name=${nombre}]`);
const elegida = () => campo("tipo").selectedOptions[0];
const decir = (texto) => (cuaderno.querySelector("[role=status]").textContent = texto);

async function mostrar() {
    const { value: tipo, dataset } = elegida();
    cuaderno.querySelector("[for=cuaderno-texto]").textContent = dataset.pregunta;
    cuaderno.querySelector("a").href = dataset.url;
    const { campos = [] } = (await copias.leer(CLAVE + tipo)) || {};
    const valores = new Map(campos);
    campo("asunto").value = valores.get("asunto") || "";
    campo("texto").value = valores.get(dataset.campo) || "";
    decir("");
}

async function guardar() {
    const { value: tipo, dataset } = elegida();
    const escrito = [["asunto", campo("asunto").value], [dataset.campo, campo("texto").value]];
    const antes = (await copias.leer(CLAVE + tipo)) || { campos: [] };
    const otros = antes.campos.filter(([nombre]) => !escrito.some(([nuevo]) => nuevo === nombre));
    const queda = await copias.escribir({
        ...antes,
        id: CLAVE + tipo,
        fecha: copias.ahora(),
        campos: [...otros, ...escrito],
    });
    decir(queda ? cuaderno.dataset.guardado : cuaderno.dataset.lleno);
}

async function borrar() {
    await copias.olvidar(CLAVE + elegida().value);
    await mostrar();
    decir(cuaderno.dataset.borrado);
}

if (cuaderno && copias && window.indexedDB) {
    // This page stands in the place of any other: also of the form that was asked for.
    const pedida = [...campo("tipo").options].find(
        ({ dataset }) => location.pathname === dataset.url,
    );
    if (pedida) pedida.selected = true;
    campo("tipo").addEventListener("change", mostrar);
    for (const nombre of ["asunto", "texto"]) campo(nombre).addEventListener("input", guardar);
    cuaderno.querySelector("button").addEventListener("click", borrar);
    cuaderno.hidden = false;
    mostrar();
}
