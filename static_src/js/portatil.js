"use strict";
// The search of a portal to take along, where no server answers. portatil/indice.py writes INDICE.
(() => {
    const MAXIMO = 50;
    const MINIMO = 4; // letters with which other words must begin
    const FINAL = 3; // letters that an ending may have
    const PUNTOS = [10, 3, 1]; // of a word in the title, in the summary, in the text

    const lugar = document.querySelector("[data-hallazgos]");
    const pedido = new URLSearchParams(location.search).get("q") || "";
    const palabras = new Map(INDICE.palabras);

    const dichas = (texto) => {
        const letras = texto.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
        const todas = (letras.match(/[a-z0-9]+/g) || []).map((palabra) =>
            palabra.replace(/([au])ciones$/, "$1cion"),
        );
        const dicen = todas.filter((palabra) => !INDICE.calladas.includes(palabra));
        return dicen.length ? dicen : todas;
    };

    // The stems of a word: its own, or else those of the words that begin with most of it.
    const raices = (palabra) => {
        if (palabras.has(palabra)) return [palabras.get(palabra)];
        const menos = Math.max(Math.min(palabra.length, MINIMO), palabra.length - FINAL);
        for (let letras = palabra.length; letras >= menos; letras--) {
            const inicio = palabra.slice(0, letras);
            const halladas = INDICE.palabras.filter(([otra]) => otra.startsWith(inicio));
            if (halladas.length) return halladas.map(([, raiz]) => raiz);
        }
        return [];
    };

    // Pages with more of the words come first, then those that have them in their titles and summaries.
    const buscar = (texto) => {
        const paginas = new Map();
        for (const palabra of new Set(dichas(texto))) {
            const valores = new Map();
            for (const raiz of raices(palabra)) {
                INDICE.raices[raiz].forEach((suyas, parte) => {
                    for (const pagina of suyas) {
                        valores.set(pagina, Math.max(PUNTOS[parte], valores.get(pagina) || 0));
                    }
                });
            }
            for (const [pagina, valor] of valores) {
                const { cuantas, puntos } = paginas.get(pagina) || { cuantas: 0, puntos: 0 };
                paginas.set(pagina, { cuantas: cuantas + 1, puntos: puntos + valor });
            }
        }
        const mas = Math.max(0, ...[...paginas.values()].map(({ cuantas }) => cuantas));
        return [...paginas]
            .filter(([, { cuantas }]) => cuantas === mas)
            .sort(([una, a], [otra, b]) => b.puntos - a.puntos || una - otra)
            .map(([pagina]) => INDICE.paginas[pagina]);
    };

    const tarjeta = ([archivo, titulo, resumen]) => {
        const enlace = document.createElement("a");
        enlace.href = archivo;
        enlace.textContent = titulo;
        const cabeza = document.createElement("h2");
        cabeza.className = "tarjeta-titulo";
        cabeza.append(enlace);
        const texto = document.createElement("p");
        texto.className = "tarjeta-resumen";
        texto.textContent = resumen;
        const dentro = document.createElement("div");
        dentro.append(cabeza, texto);
        const articulo = document.createElement("article");
        articulo.className = "tarjeta";
        articulo.append(dentro);
        return articulo;
    };

    if (!pedido.trim()) return;
    document.querySelector("main input[name=q]").value = pedido;
    const halladas = buscar(pedido);
    const { nada, uno, varios } = lugar.dataset;
    const cuantas = halladas.length === 1 ? uno : varios.replace("#", halladas.length);
    lugar.querySelector("[role=status]").textContent = halladas.length ? cuantas : nada;
    lugar.append(...halladas.slice(0, MAXIMO).map(tarjeta));
})();
