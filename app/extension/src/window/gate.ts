// The gate of the isolated window: the extension's own, with the program around the page in the
// browser's place. The order counts: the gate finds its browser there when it begins.

import "./older";
import "./browser";
import "../gate/main";
