// The hook in the page's own world, before any of its scripts: the last place where a prompt can be
// held. Workers, synchronous requests and form navigation are beyond it.

import { connect } from "./ask";
import { guardBeacon } from "./beacon";
import { guardFetch } from "./fetch";
import { guardSocket } from "./socket";
import { guardXhr } from "./xhr";

guardBeacon(); // takes the browser's own fetch before it is wrapped
guardFetch();
guardXhr();
guardSocket();
connect();
