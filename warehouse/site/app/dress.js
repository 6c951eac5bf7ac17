// Last of all: the fixed words of the page in the chosen language.
"use strict";

Readout.dress();
