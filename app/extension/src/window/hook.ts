// The hook of the isolated window. What a worker or a peer-to-peer connection sends cannot be held,
// so pages there have neither.

import { connect } from "../net/ask";
import { alsoRemoved, guardRealm } from "../net/realm";

alsoRemoved.push(
  "Worker",
  "SharedWorker",
  "RTCPeerConnection",
  "webkitRTCPeerConnection",
  "WebTransport",
);
guardRealm(globalThis);
connect();
