// The hook in the page's own world, before any of its scripts: the last place where a prompt can be
// held. Workers and form navigation are beyond it.

import { connect } from "./ask";
import { guardRealm } from "./realm";

guardRealm(globalThis);
connect();
