// What the words typed so far may become (a combobox of ARIA). Loaded when somebody enters a
// field of search; without it they search as ever. One request a pause of typing.
const PAUSA = 300;
const MINIMO = 3;

const poner = (elemento, atributos) => {
    for (const nombre in atributos) elemento.setAttribute(nombre, atributos[nombre]);
};

export const sugerir = (campo) => {
    const { sugerencias, rotulo } = campo.form.dataset;
    const lista = document.createElement("ul");
    const estado = document.createElement("p");
    const opciones = lista.children;
    let pausa, peticion;
    let elegida = -1;

    const elegir = (numero) => {
        opciones[elegida]?.removeAttribute("aria-selected");
        elegida = numero;
        const opcion = opciones[numero];
        opcion?.setAttribute("aria-selected", true);
        opcion?.scrollIntoView({ block: "nearest" });
        campo.setAttribute("aria-activedescendant", opcion?.id ?? "");
    };
    const abrir = (abierta) => {
        lista.hidden = !abierta;
        campo.setAttribute("aria-expanded", abierta);
        elegir(-1);
    };
    const mostrar = ([, titulos, grupos, direcciones]) => {
        lista.replaceChildren(
            ...titulos.map((titulo, numero) => {
                const opcion = document.createElement("li");
                const grupo = document.createElement("small");
                poner(opcion, {
                    role: "option",
                    id: `${lista.id}-${numero}`,
                    "data-url": direcciones[numero],
                });
                grupo.textContent = grupos[numero];
                opcion.append(`${titulo} `, grupo);
                return opcion;
            }),
        );
        estado.textContent = titulos.length ? `${rotulo}: ${titulos.length}` : "";
        abrir(titulos.length > 0);
    };
    const pedir = async () => {
        const texto = campo.value.trim();
        if (texto.length < MINIMO) return mostrar([, []]);
        peticion = new AbortController();
        try {
            const url = `${sugerencias}?q=${encodeURIComponent(texto)}`;
            mostrar(await (await fetch(url, peticion)).json());
        } catch {
            // Typed on meanwhile, or no network: the old ones would mislead.
            if (!peticion.signal.aborted) mostrar([, []]);
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
        type: "text", // a field of the type «search» may be no combobox
        role: "combobox",
        "aria-autocomplete": "list",
        "aria-controls": lista.id,
    });
    campo.parentElement.append(lista);
    campo.form.append(estado);
    abrir(false);

    campo.addEventListener("input", () => {
        clearTimeout(pausa);
        peticion?.abort();
        pausa = setTimeout(pedir, PAUSA);
    });
    campo.addEventListener("keydown", (evento) => {
        const paso = { ArrowDown: 1, ArrowUp: -1 }[evento.key];
        if (paso && opciones.length) {
            const lugares = opciones.length + 1; // one is the field itself
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
