"use strict";
// Suggestions for the words typed so far (an ARIA combobox). Loaded at the first focus of a search
// field; search works without it. One request for each pause in typing.
window.sugerir = (() => {
    const PAUSA = 300;
    const MINIMO = 3;

    const poner = (elemento, atributos) => {
        for (const nombre in atributos) elemento.setAttribute(nombre, atributos[nombre]);
    };

    return (campo) => {
        const { sugerencias, rotulo } = campo.form.dataset;
        const lista = document.createElement("ul");
        const estado = document.createElement("p");
        const opciones = lista.children;
        let pausa, peticion;
        let elegida = -1;

        const elegir = (numero) => {
            const antes = opciones[elegida];
            const opcion = opciones[numero];
            if (antes) antes.removeAttribute("aria-selected");
            elegida = numero;
            campo.setAttribute("aria-activedescendant", opcion ? opcion.id : "");
            if (!opcion) return;
            opcion.setAttribute("aria-selected", true);
            // Scrolls the list only: scrollIntoView() in older browsers moves the page.
            const { offsetTop, offsetHeight } = opcion;
            const { scrollTop, clientHeight } = lista;
            lista.scrollTop = Math.min(Math.max(scrollTop, offsetTop + offsetHeight - clientHeight), offsetTop);
        };
        const abrir = (abierta) => {
            lista.hidden = !abierta;
            campo.setAttribute("aria-expanded", abierta);
            elegir(-1);
        };
        const mostrar = ([, titulos, grupos, direcciones]) => {
            lista.textContent = "";
            titulos.forEach((titulo, numero) => {
                const opcion = document.createElement("li");
                const grupo = document.createElement("small");
                poner(opcion, {
                    role: "option",
                    id: `${lista.id}-${numero}`,
                    "data-url": direcciones[numero],
                });
                grupo.textContent = grupos[numero];
                opcion.append(`${titulo} `, grupo);
                lista.append(opcion);
            });
            estado.textContent = titulos.length ? `${rotulo}: ${titulos.length}` : "";
            abrir(titulos.length > 0);
        };
        const pedir = async () => {
            const texto = campo.value.trim();
            if (texto.length < MINIMO) return mostrar([, []]);
            const mia = window.AbortController ? new AbortController() : {};
            peticion = mia;
            try {
                const url = `${sugerencias}?q=${encodeURIComponent(texto)}`;
                const halladas = await (await fetch(url, mia)).json();
                if (peticion === mia) mostrar(halladas);
            } catch (fallo) {
                // No network: old ones would mislead.
                if (peticion === mia) mostrar([, []]);
            }
        };
        const ir = (opcion) => opcion && location.assign(opcion.dataset.url);

        poner(lista, {
            id: `${campo.id}-lista`,
            class: "sugerencias",
            role: "listbox",
            "aria-label": rotulo,
        });
        poner(estado, { class: "oculto", role: "status" });
        poner(campo, {
            type: "text", // ARIA: a «search» field cannot be a combobox
            role: "combobox",
            "aria-autocomplete": "list",
            "aria-controls": lista.id,
        });
        campo.parentElement.append(lista);
        campo.form.append(estado);
        abrir(false);

        campo.addEventListener("input", () => {
            clearTimeout(pausa);
            if (peticion && peticion.abort) peticion.abort();
            peticion = null; // ignore a response that comes later
            pausa = setTimeout(pedir, PAUSA);
        });
        campo.addEventListener("keydown", (evento) => {
            const paso = { ArrowDown: 1, ArrowUp: -1 }[evento.key];
            if (paso && opciones.length) {
                const lugares = opciones.length + 1; // one is the field
                if (lista.hidden) abrir(true);
                elegir(((elegida + 1 + paso + lugares) % lugares) - 1);
            } else if (evento.key === "Enter" && elegida >= 0) {
                ir(opciones[elegida]);
            } else if (evento.key === "Escape" && !lista.hidden) {
                abrir(false);
            } else {
                return;
            }
            evento.preventDefault();
        });
        campo.addEventListener("blur", () => abrir(false));
        // The field keeps the focus while a suggestion is pressed.
        lista.addEventListener("mousedown", (evento) => evento.preventDefault());
        lista.addEventListener("click", (evento) => ir(evento.target.closest("li")));
    };
})();
