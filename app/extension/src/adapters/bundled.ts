// The adapters that came with this build: what a page is guarded with until the agent sends newer.

import document from "../../../../resources/adapters/sites.json";
import { readAdapters, type AdapterSet } from "./adapters";

export const bundled: AdapterSet = readAdapters(document) ?? { version: "0", sites: [] };
