// The crop frame on a picture; the user moves it with the finger, the mouse or the arrow keys.
"use strict";

(() => {
    if (!window.fotos) return;
    const { textos } = window.fotos;
    const MENOR = 0.05; // fraction of a side
    const PASO = 0.02;
    const FLECHAS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

    function entre(numero, menor, mayor) {
        return Math.min(Math.max(numero, menor), mayor);
    }

    window.fotos.Recorte = class {
        // Calls ``alCambiar`` with the part inside the frame.
        constructor(marco, foto, alCambiar) {
            Object.assign(this, { marco, foto, alCambiar, proporcion: null });
            this.parte = { ...(foto.recorte || { x: 0.1, y: 0.1, ancho: 0.8, alto: 0.8 }) };
            this.caja = document.createElement("div");
            this.caja.className = "fotos__recorte";
            this.caja.append(this.boton("fotos__mover", textos.mover, this.mover));
            for (const [x, y] of [[0, 0], [1, 0], [0, 1], [1, 1]]) {
                const esquina = this.boton("fotos__asa", textos.esquinas[x + 2 * y], (dx, dy) => this.estirar(x, y, dx, dy));
                esquina.style.left = `${x * 100}%`;
                esquina.style.top = `${y * 100}%`;
                this.caja.append(esquina);
            }
            marco.append(this.caja);
            this.mostrar();
        }

        boton(clase, nombre, hacer) {
            const boton = document.createElement("button");
            Object.assign(boton, { type: "button", className: clase, title: nombre });
            boton.setAttribute("aria-label", nombre);
            let antes = null;
            boton.addEventListener("pointerdown", (evento) => {
                boton.setPointerCapture(evento.pointerId);
                antes = [evento.clientX, evento.clientY];
            });
            boton.addEventListener("pointermove", (evento) => {
                if (!antes) return;
                const { width, height } = this.marco.getBoundingClientRect();
                hacer.call(this, (evento.clientX - antes[0]) / width, (evento.clientY - antes[1]) / height);
                antes = [evento.clientX, evento.clientY];
                this.mostrar();
            });
            for (const fin of ["pointerup", "pointercancel"]) boton.addEventListener(fin, () => (antes = null));
            boton.addEventListener("keydown", (evento) => {
                const flecha = FLECHAS[evento.key];
                if (!flecha) return;
                evento.preventDefault();
                const paso = evento.shiftKey ? 5 * PASO : PASO;
                hacer.call(this, flecha[0] * paso, flecha[1] * paso);
                this.mostrar();
            });
            return boton;
        }

        mover(dx, dy) {
            const { parte } = this;
            parte.x = entre(parte.x + dx, 0, 1 - parte.ancho);
            parte.y = entre(parte.y + dy, 0, 1 - parte.alto);
        }

        // The corner opposite to (x, y), each 0 or 1, stays where it is.
        estirar(x, y, dx, dy) {
            const { parte } = this;
            const [fijoX, fijoY] = [parte.x + (1 - x) * parte.ancho, parte.y + (1 - y) * parte.alto];
            const [cabeX, cabeY] = [x ? 1 - fijoX : fijoX, y ? 1 - fijoY : fijoY];
            let ancho = parte.ancho + (x ? dx : -dx);
            let alto = parte.alto + (y ? dy : -dy);
            if (this.altoPorAncho) {
                if (Math.abs(dy) > Math.abs(dx)) ancho = alto / this.altoPorAncho;
                ancho = entre(ancho, MENOR, Math.min(cabeX, cabeY / this.altoPorAncho));
                alto = ancho * this.altoPorAncho;
            } else {
                ancho = entre(ancho, MENOR, cabeX);
                alto = entre(alto, MENOR, cabeY);
            }
            this.parte = { x: x ? fijoX : fijoX - ancho, y: y ? fijoY : fijoY - alto, ancho, alto };
        }

        // Use the largest frame with this ratio of width to height; 0 leaves both sides free.
        fijar(proporcion) {
            const [todo, entero] = this.foto.medidas;
            this.altoPorAncho = proporcion ? todo / entero / proporcion : 0;
            if (proporcion) {
                const ancho = Math.min(1, 1 / this.altoPorAncho);
                const alto = ancho * this.altoPorAncho;
                this.parte = { x: (1 - ancho) / 2, y: (1 - alto) / 2, ancho, alto };
            }
            this.mostrar();
        }

        mostrar() {
            const { x, y, ancho, alto } = this.parte;
            const lados = { left: x, top: y, width: ancho, height: alto };
            for (const lado in lados) this.caja.style[lado] = `${lados[lado] * 100}%`;
            this.alCambiar(this.parte);
        }

        quitar() {
            this.caja.remove();
        }
    };
})();
