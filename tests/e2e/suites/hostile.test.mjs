// Pages that fight the hook: they replace what the language and the browser offer, take fresh
// copies of it, say one thing and send another, forge answers. Their own scripts do it, first thing
// in the page. Judged by what the site received: what was sent by every way, and in no case the
// number.
import assert from "node:assert/strict";
import { describe } from "node:test";
import { values } from "../harness/samples.mjs";
import { suite } from "../harness/suite.mjs";
import { until } from "../harness/wait.mjs";
import { sites } from "../mock/sites.mjs";

const check = suite({ policy: "actions" });
const host = "chatgpt.com";
const address = `https://${host}${sites[host].endpoint}`;
const refund = `Refund ${values.card} please.`;
const clean = "The meeting is on Tuesday.";

/** Says by which way it left; the adapter reads the message only. */
const prompt = (via, text) => JSON.stringify({ via, messages: [{ content: { parts: [text] } }] });
const viaOf = ({ body }) => JSON.parse(body).via;
const textOf = ({ body }) => JSON.parse(body).messages[0].content.parts[0];

/** The ways out of `realm`, a window. Written so that they need nothing of what attacks replace. */
const ways = {
  fetch: (realm, url, body) => void realm.fetch(url, { method: "POST", body }),
  XMLHttpRequest: (realm, url, body) => {
    const request = new realm.XMLHttpRequest();
    request.open("POST", url);
    request.send(body);
  },
  WebSocket: (realm, url, body) => {
    const socket = new realm.WebSocket(url);
    socket.onopen = () => socket.send(body);
  },
  beacon: (realm, url, body) => void realm.navigator.sendBeacon(url, body),
};

/** More ways, by kinds of body. */
const bodies = {
  Request: (realm, url, body) => void realm.fetch(new Request(url, { method: "POST", body })),
  Blob: (realm, url, body) => void realm.fetch(url, { method: "POST", body: new Blob([body]) }),
  bytes: (realm, url, body) =>
    void realm.fetch(url, { method: "POST", body: new TextEncoder().encode(body) }),
  "bytes by XMLHttpRequest": (realm, url, body) => {
    const request = new realm.XMLHttpRequest();
    request.open("POST", url);
    request.send(new TextEncoder().encode(body).buffer);
  },
  "Blob by WebSocket": (realm, url, body) => {
    const socket = new realm.WebSocket(url);
    socket.onopen = () => socket.send(new Blob([body]));
  },
  "Blob by beacon": (realm, url, body) => void realm.navigator.sendBeacon(url, new Blob([body])),
};

/** The page's script: attacks, then sends by each way; `realm` gives the window it is sent from. */
function scriptOf({ attack = () => {}, by = ways, realm = () => window }) {
  const calls = Object.entries(by).map(([via, way]) => {
    const body = JSON.stringify(prompt(via, refund));
    return `(${way})(realm, ${JSON.stringify(address)}, ${body});`;
  });
  const parts = JSON.stringify({ url: address, body: prompt("trick", refund) });
  const harmless = JSON.stringify(prompt("harmless", clean));
  return `(() => {
    const parts = ${parts};
    const realm = (${realm})(parts);
    (${attack})(parts);
    ${calls.join("\n    ")}
    (${ways.fetch})(realm, ${JSON.stringify(address)}, ${harmless});
  })();`;
}

/** A visit to a page with that script. */
function open(world, script) {
  world.server.script = script;
  return world.visit(host, { path: "/scripted" });
}

const arrivedAt = (world, visit) =>
  world.server.log.slice(visit.since).filter((it) => it.host === host);

/** The person takes the redaction; it then arrives by every way, and the harmless text as it was.
 *  */
async function assertHeld(world, parts) {
  const visit = await open(world, scriptOf(parts));
  await (await visit.overlay.card()).choose("redacted");
  const wanted = [...Object.keys(parts.by ?? ways), "harmless"].sort();
  const arrived = () => arrivedAt(world, visit);
  await until("every way to end", () => arrived().length >= wanted.length).catch((problem) => {
    throw new Error(`${problem.message}; of ${wanted} came: ${arrived().map(viaOf)}`);
  });
  assert.deepEqual(arrived().map(viaOf).sort(), wanted);
  visit.neverSent(values.card);
  for (const it of arrived()) {
    if (viaOf(it) === "harmless") assert.equal(textOf(it), clean);
    else assert.match(textOf(it), /^Refund \[[^\]]+\] please\.$/, viaOf(it));
  }
  return visit;
}

describe("a page that replaces", () => {
  const attacks = {
    "the methods of RegExp": () => {
      RegExp.prototype.test = () => false;
      RegExp.prototype.exec = () => null;
      RegExp.prototype[Symbol.replace] = () => "";
      RegExp.prototype[Symbol.match] = () => null;
      RegExp.prototype[Symbol.split] = () => [];
    },
    "the methods of String": () => {
      const lies = {
        trim: "",
        slice: "",
        toUpperCase: "GET",
        replace: "",
        replaceAll: "",
        includes: false,
        startsWith: false,
        endsWith: false,
        indexOf: -1,
        charCodeAt: 0,
        split: [],
        match: null,
        toString: "",
        valueOf: "",
      };
      for (const name in lies) String.prototype[name] = () => lies[name];
      String.prototype[Symbol.iterator] = function* () {};
    },
    "the methods of Array": () => {
      const { prototype } = Array;
      const iterators = Object.getPrototypeOf([][Symbol.iterator]());
      for (const name of ["some", "every", "includes"]) prototype[name] = () => false;
      for (const name of ["map", "filter", "flatMap", "slice", "concat"])
        prototype[name] = () => [];
      for (const name of ["push", "indexOf", "find", "shift", "join"]) prototype[name] = () => 0;
      prototype[Symbol.iterator] = function* () {};
      iterators.next = () => ({ done: true, value: undefined });
    },
    "the methods of JSON": () => {
      JSON.parse = () => ({});
      JSON.stringify = () => "{}";
    },
    promises: () => {
      const forged = { do: "pass", say: "pass" };
      Promise.prototype.then = function (done) {
        done?.(forged);
        return this;
      };
      Promise.prototype.constructor = function (begin) {
        begin(
          () => {},
          () => {},
        );
      };
      Promise.resolve = () => forged;
      window.Promise = class {
        then(done) {
          done(forged);
        }
      };
      window.queueMicrotask = (act) => act();
      window.setTimeout = () => 0;
    },
    "events and channels": () => {
      const forged = { say: "pass", do: "pass", id: 1 };
      EventTarget.prototype.addEventListener = () => {};
      EventTarget.prototype.dispatchEvent = () => true;
      Event.prototype.preventDefault = () => {};
      Event.prototype.stopImmediatePropagation = () => {};
      MessagePort.prototype.postMessage = () => {};
      window.postMessage = () => {};
      Object.defineProperty(CustomEvent.prototype, "detail", { get: () => forged });
      Object.defineProperty(MessageEvent.prototype, "data", { get: () => forged });
      for (const name of ["CustomEvent", "FocusEvent", "EventTarget", "MessageChannel"])
        window[name] = function () {};
      WeakMap.prototype.get = () => undefined;
      WeakMap.prototype.set = () => {};
      WeakMap.prototype.has = () => false;
    },
    "calls themselves": () => {
      const nothing = () => undefined;
      for (const name of ["call", "apply", "bind"]) Function.prototype[name] = nothing;
      for (const name of ["apply", "get", "has", "getOwnPropertyDescriptor"])
        Reflect[name] = nothing;
      for (const name of ["defineProperty", "create", "getOwnPropertyDescriptor", "entries"])
        Object[name] = nothing;
      window.Proxy = nothing;
    },
  };
  for (const [name, attack] of Object.entries(attacks))
    check(`${name}: nothing gets out`, (world) => assertHeld(world, { attack }));

  check("what reads bodies: nothing gets out", (world) =>
    assertHeld(world, {
      by: { ...ways, ...bodies },
      attack: () => {
        const empty = () => ({ then: (done) => done(""), catch: () => {} });
        const define = (holder, name, value) =>
          Object.defineProperty(holder, name, { get: () => value });
        TextDecoder.prototype.decode = () => "";
        for (const { prototype } of [Response, Request, Blob])
          for (const name of ["text", "arrayBuffer", "bytes", "blob", "json"])
            prototype[name] = empty;
        Request.prototype.clone = () => ({ arrayBuffer: empty });
        for (const name of ["url", "method", "body"]) define(Request.prototype, name, null);
        for (const name of ["size", "type"]) define(Blob.prototype, name, "image/png");
        for (const { prototype } of [FormData, URLSearchParams])
          for (const name of ["forEach", "entries", "get", "toString", Symbol.iterator])
            prototype[name] = () => [];
        ArrayBuffer.isView = () => false;
        for (const kind of [Blob, Request, ArrayBuffer, URLSearchParams, FormData, ReadableStream])
          Object.defineProperty(kind, Symbol.hasInstance, { value: () => false });
        const bytes = Object.getPrototypeOf(Uint8Array.prototype);
        for (const name of ["byteLength", "byteOffset", "length"]) define(bytes, name, 0);
        bytes.set = () => {};
      },
    }),
  );

  check("what every object inherits: nothing gets out", (world) =>
    assertHeld(world, {
      attack: (parts) => {
        const names =
          "say do id content body text url via method sync detail held verdict state ask asking " +
          "first last next go turn question settle members send active fail 0 1 2 value done";
        const lie = (name) => (name === "say" || name === "do" ? "pass" : undefined);
        for (const name of names.split(" "))
          Object.defineProperty(Object.prototype, name, {
            __proto__: null,
            configurable: true,
            get: () => lie(name),
            set: () => {},
          });
        // Traps that a handler with a prototype would inherit: they would be given the browser's
        // own.
        const leaked = [];
        const leak = (target) => void (leaked[leaked.length] = target);
        for (const name of [
          "getPrototypeOf",
          "has",
          "getOwnPropertyDescriptor",
          "construct",
          "get",
        ])
          Object.defineProperty(Object.prototype, name, {
            __proto__: null,
            configurable: true,
            value: leak,
          });
        for (const it of [fetch, navigator.sendBeacon, XMLHttpRequest.prototype.send]) {
          void it.length;
          void ("x" in it);
          Object.getPrototypeOf(it);
        }
        for (let at = 0; at < leaked.length; at++)
          leaked[at].call(window, parts.url, { __proto__: null, method: "POST", body: parts.body });
      },
    }),
  );
});

describe("a page that takes the functions of another window", () => {
  const added = (make) => `() => {
    const frame = document.createElement("iframe");
    (${make})(frame);
    document.documentElement.append(frame);
    return frame.contentWindow;
  }`;
  const realms = {
    "an empty frame": added(() => {}),
    "a frame found by its number": () => {
      document.documentElement.append(document.createElement("iframe"));
      return window[0];
    },
  };
  for (const [name, realm] of Object.entries(realms))
    check(`${name} is no way out`, (world) => assertHeld(world, { realm }));

  const borrowed = {
    "a request opened there and sent here": (realm, url, body) => {
      const request = new realm.XMLHttpRequest();
      request.open("POST", url);
      XMLHttpRequest.prototype.send.call(request, body);
    },
    "a request opened here and sent there": (realm, url, body) => {
      const request = new XMLHttpRequest();
      request.open("POST", url);
      realm.XMLHttpRequest.prototype.send.call(request, body);
    },
    "a socket opened here and used there": (realm, url, body) => {
      const socket = new WebSocket(url);
      socket.onopen = () => realm.WebSocket.prototype.send.call(socket, body);
    },
  };
  for (const [name, way] of Object.entries(borrowed))
    check(`${name} is no way out`, (world) =>
      assertHeld(world, { realm: added(() => {}), by: { [name]: way } }),
    );

  // The empty document that a frame shows before its own has come: the browser runs no hook in it.
  const unborn = {
    "a frame that is still to load": (frame) => (frame.src = "/bare"),
    "a frame with a document of its own": (frame) => (frame.srcdoc = "<p>Nothing here.</p>"),
  };
  for (const [name, make] of Object.entries(unborn))
    check(`${name} is no way out`, async (world) => {
      const visit = await open(
        world,
        scriptOf({ realm: added(make), by: { fetch: ways.fetch, beacon: ways.beacon } }),
      );
      await (await visit.overlay.card()).choose("redacted");
      await visit.overlay.noCard();
      visit.neverSent(values.card);
    });

  /** What was taken from a window before its document came, and what was spoiled in it, is used
   *  after. */
  const spoil = `(view) => {
    const taken = view.fetch;
    view.Reflect.apply = () => undefined;
    view.Promise.prototype.then = () => undefined;
    view.EventTarget.prototype.dispatchEvent = () => false;
    view.addEventListener("chaperone:channel", (event) => {
      event.preventDefault();
      event.stopImmediatePropagation();
    });
    view.addEventListener("chaperone:gate", (event) => event.stopImmediatePropagation());
    view.chaperoneSettled = { allows: () => true, isPassing: () => true };
    return taken;
  }`;
  const later = {
    "a frame": added((frame) => (frame.src = "/bare")),
    "a window": () => window.open("/bare"),
  };
  for (const [name, realm] of Object.entries(later))
    check(`${name} that was spoiled before its document came is no way out`, async (world) => {
      const visit = await open(
        world,
        `{
          const view = (${realm})();
          const taken = (${spoil})(view);
          view.addEventListener("load", () => setTimeout(() => {
            const body = ${JSON.stringify(prompt("taken", refund))};
            taken.call(view, ${JSON.stringify(address)}, { method: "POST", body });
            (${ways.fetch})(window, ${JSON.stringify(address)}, body);
          }));
        }`,
      );
      await until("both to arrive", async () => {
        for (const page of world.context.pages())
          for (const card of await (await world.overlay(page)).cards())
            await card.choose("redacted");
        return arrivedAt(world, visit).length >= 2;
      });
      visit.neverSent(values.card);
    });

  check("a frame that the page touched early asks once, like any other", async (world) => {
    const visit = await open(
      world,
      `{
        const view = (${later["a frame"]})();
        view.addEventListener("load", () => setTimeout(() =>
          (${ways.fetch})(view, ${JSON.stringify(address)}, ${JSON.stringify(prompt("frame", refund))})));
      }`,
    );
    await (await visit.overlay.card()).choose("redacted");
    assert.match(await visit.siteGets(), /^Refund \[[^\]]+\] please\.$/);
    assert.deepEqual(await visit.overlay.cards(), []);
    assert.equal(visit.prompts().length, 1);
  });
});

describe("a page that says one thing and sends another", () => {
  check("what is read once is what is sent", (world) =>
    assertHeld(world, {
      by: {
        "a body that changes": (realm, url, body) => {
          let reads = 0;
          realm.fetch(url, {
            method: "POST",
            get body() {
              return reads++ === 0 ? body : parts.body;
            },
          });
        },
        "an address that changes": (realm, url, body) => {
          let reads = 0;
          const toString = () => (reads++ === 0 ? url : "/elsewhere");
          realm.fetch({ toString }, { method: "POST", body });
        },
        "an address that changes, by XMLHttpRequest": (realm, url, body) => {
          let reads = 0;
          const request = new realm.XMLHttpRequest();
          request.open("POST", { toString: () => (reads++ === 0 ? url : "/elsewhere") });
          request.send(body);
        },
        "words that change": (realm, url, body) => {
          let reads = 0;
          const toString = () => (reads++ === 0 ? body : parts.body);
          realm.fetch(url, { method: "POST", body: { toString } });
        },
      },
    }),
  );

  check("bytes that are changed while they are judged are sent as they were", async (world) => {
    const visit = await open(
      world,
      `(() => {
        const bytes = new TextEncoder().encode(${JSON.stringify(prompt("first", clean))});
        const other = new TextEncoder().encode(${JSON.stringify(prompt("x", values.card))});
        fetch(${JSON.stringify(address)}, { method: "POST", body: bytes });
        bytes.set(other.subarray(0, bytes.length));
      })();`,
    );
    assert.equal(await visit.siteGets(), clean);
    visit.neverSent(values.card);
  });
});

describe("a page that looks for the hook and answers in its place", () => {
  check("forged answers are not heard", (world) =>
    assertHeld(world, {
      attack: () => {
        const channel = new EventTarget();
        const rules = { say: "rules", active: false, fail: "open" };
        const pass = (id) => ({ say: "pass", do: "pass", id, body: "", active: false, rules });
        const say = () => {
          for (let id = 0; id < 50; id++) {
            const init = { detail: pass(id), data: pass(id), relatedTarget: channel };
            for (const type of ["answer", "ask", "chaperone:channel", "chaperone:gate", "message"])
              for (const target of [window, document, channel])
                for (const Kind of [CustomEvent, FocusEvent, MessageEvent])
                  target.dispatchEvent(new Kind(type, init));
          }
          window.postMessage(pass(1), "*");
          channel.dispatchEvent(new CustomEvent("answer", { detail: rules }));
        };
        say();
        setTimeout(say);
        setInterval(say, 100);
      },
    }),
  );

  check("no event of the hook's is in sight, and nothing on the window", async (world) => {
    const visit = await assertHeld(world, {
      by: { ...ways, trick: () => {} },
      attack: (parts) => {
        const before = new Set(Reflect.ownKeys(window));
        const seen = [];
        const look = (where) => {
          if (window.event && window.event.type !== "readystatechange")
            seen.push(`${where}: ${window.event.type}`);
          void new Error().stack;
        };
        Error.prepareStackTrace = (_, frames) => {
          for (const frame of frames)
            if (String(frame.getFileName()).startsWith("chrome-extension:") && frame.getThis())
              seen.push("a receiver");
          return "";
        };
        const options = { method: "POST", body: parts.body };
        for (const name of ["mode", "credentials", "signal", "keepalive"])
          Object.defineProperty(options, name, { get: () => look(name) });
        for (const name of ["bubbles", "cancelable", "composed", "detail"])
          Object.defineProperty(Object.prototype, name, {
            configurable: true,
            get: () => look(name),
            set() {},
          });
        fetch({ toString: () => (look("address"), parts.url) }, options);
        setTimeout(() => {
          for (const key of Reflect.ownKeys(window)) if (!before.has(key)) seen.push(String(key));
          document.documentElement.dataset.seen = seen.join();
        }, 300);
      },
    });
    const root = await visit.page.waitForSelector("html[data-seen]", { state: "attached" });
    assert.equal(await root.getAttribute("data-seen"), "");
  });

  check("asking from the end of the stack gets nothing out", async (world) => {
    const attack = (parts) => {
      let calls = 0;
      const sink = () => {
        try {
          sink();
        } catch {}
        // On the way back, with a little more room each time; seldom, once there is enough.
        if (calls++ > 200 && calls % 200 !== 0) return;
        try {
          const request = new XMLHttpRequest();
          request.open("POST", parts.url);
          request.send(parts.body);
        } catch {}
      };
      sink();
    };
    const visit = await open(world, scriptOf({ attack }));
    // Those that had to be asked about again may come after the first answer, with a card of their
    // own.
    await until("the last of them", async () => {
      for (const card of await visit.overlay.cards()) await card.choose("redacted");
      const arrived = arrivedAt(world, visit).map(viaOf);
      return ["trick", "beacon"].every((it) => arrived.includes(it));
    });
    await visit.overlay.noCard();
    visit.neverSent(values.card);
  });

  check("stopping all clocks gets nothing out", (world) =>
    assertHeld(world, {
      attack: () => {
        const stop = () => {
          for (let id = 0; id < 1000; id++) clearTimeout(id);
        };
        stop();
        document.addEventListener("DOMContentLoaded", stop);
        new MutationObserver(stop).observe(document, { childList: true, subtree: true });
      },
    }),
  );

  check("deleting or wrapping the hook's functions uncovers nothing", (world) =>
    assertHeld(world, {
      attack: () => {
        const inner = window.fetch;
        delete window.fetch;
        window.fetch = function (...all) {
          return inner.apply(this, all);
        };
        const { send } = XMLHttpRequest.prototype;
        delete XMLHttpRequest.prototype.send;
        XMLHttpRequest.prototype.send = function (body) {
          return send.call(this, body);
        };
        delete WebSocket.prototype.close;
        delete Function.prototype.toString;
      },
    }),
  );

  check("the hook's functions look like the browser's", async (world) => {
    const visit = await open(
      world,
      `(() => {
        const source = (it) => Function.prototype.toString.call(it).replace(/\\s+/g, " ");
        const said = (it) => [source(it), it.name, it.length].join();
        const odd = [];
        const expect = (it, name, length) => {
          const native = "function " + name + "() { [native code] }";
          if (said(it) !== [native, name, length].join()) odd.push(said(it));
        };
        expect(fetch, "fetch", 1);
        expect(XMLHttpRequest.prototype.open, "open", 2);
        expect(XMLHttpRequest.prototype.send, "send", 0);
        expect(WebSocket.prototype.send, "send", 1);
        expect(WebSocket.prototype.close, "close", 0);
        expect(Navigator.prototype.sendBeacon, "sendBeacon", 1);
        expect(Function.prototype.toString, "toString", 0);
        try {
          new fetch("/");
          odd.push("fetch can be constructed");
        } catch {}
        document.documentElement.dataset.odd = odd.join(" | ");
      })();`,
    );
    const root = await visit.page.waitForSelector("html[data-odd]", { state: "attached" });
    assert.equal(await root.getAttribute("data-odd"), "");
  });
});

describe("an ordinary site", () => {
  check("requests of every kind arrive as they were sent", async (world) => {
    const visit = await world.visit(host, { path: "/bare" });
    const came = await visit.page.evaluate(async () => {
      const form = new FormData();
      form.append("name", "value");
      form.append("file", new File(["inside"], "a.txt", { type: "text/plain" }));
      const send = async (url, init) => (await fetch(url, init)).status;
      const failure = (url, init) => fetch(url, init).catch((it) => it.name);
      const aborted = new AbortController();
      aborted.abort();
      return [
        await send("/plain"),
        await send(new Request("/plain", { method: "GET" }), { cache: "no-store" }),
        await send("/text", { method: "POST", body: "ok" }),
        await send("/search", { method: "POST", body: new URLSearchParams({ q: "a b", r: "ü" }) }),
        await send("/form", { method: "POST", body: form }),
        await send("/bytes", { method: "POST", body: new Uint8Array([255, 254, 65]) }),
        await send("/blob", { method: "POST", body: new Blob(["blob"], { type: "text/x" }) }),
        await send(new Request("/request", { method: "PUT", body: "a=b", referrer: "/page" })),
        await failure("/text", { method: "POST", body: "x", signal: aborted.signal }),
        await failure("/text", 7),
      ];
    });
    assert.deepEqual(came, [200, 200, 200, 200, 200, 200, 200, 200, "AbortError", "TypeError"]);
    const got = Object.fromEntries(
      arrivedAt(world, visit).map((it) => [`${it.method} ${it.path}`, it.body]),
    );
    assert.equal(got["POST /text"], "ok");
    assert.equal(got["POST /search"], "q=a+b&r=%C3%BC");
    assert.match(got["POST /form"], /name="name"\r\n\r\nvalue\r\n[^]*filename="a.txt"[^]*inside/);
    assert.equal(got["POST /blob"], "blob");
    assert.equal(got["PUT /request"], "a=b");
  });
});
