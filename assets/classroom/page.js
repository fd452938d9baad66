// The live link of a class's page: what is new comes by itself, what was typed stays, what
// was sent and did not come through is sent again. Without it every page still works.
//
// What is new is HTML that the server made and in which it escaped every text; nothing that
// a person wrote is ever made into markup here.

const body = document.body;
const base = body.dataset.base;
const BEAT = 25_000;   // A stream that is silent for so long is dead.
const POLL = 5_000;    // How often to ask where no stream comes through.
const PING = 15_000;   // How often to tell that the page is open.
let heard = 0;         // When the stream was heard last.
let asked = 0;         // When news were asked for last.
let asking = false;
let again = false;
let stopped = false;   // Another tab of this member has taken over.
let left = null;       // When the stage ends, by the clock of this page.
let paused = false;
let stream = null;
const now = () => performance.now();

const line = document.getElementById("link");
function tell(text) {
  line.hidden = !text;
  if (line.textContent !== text) line.textContent = text;
}

// One announcement for each message, for those who hear the page.
const aloud = document.getElementById("say");
const spoken = new Map();
let hears = false;     // What stands on the page when it opens is read by whoever reads it.
function announce(section) {
  for (const one of section.querySelectorAll("[data-say]")) {
    const name = section.dataset.part;
    const said = one.dataset.nth ?? one.dataset.say;
    if (spoken.get(name) === said) continue;
    spoken.set(name, said);
    if (!hears) continue;
    aloud.textContent = "";
    aloud.textContent = one.dataset.say;
  }
}

// Forms: what is typed is kept in the browser until it was sent.
const keep = (form) => form.dataset.keeps && `${base}:${form.dataset.keeps}:${body.dataset.class}`;
function store(form) {
  const name = keep(form);
  if (!name) return;
  const text = form.querySelector("textarea")?.value ?? "";
  try { text ? localStorage.setItem(name, text) : localStorage.removeItem(name); } catch { /* none is there */ }
}
for (const form of document.querySelectorAll("form[data-keeps]")) {
  try {
    const text = localStorage.getItem(keep(form));
    const area = form.querySelector("textarea");
    if (text && area && !area.value) area.value = text;
  } catch { /* none is there */ }
}
const dirty = new WeakSet();
document.addEventListener("input", (event) => {
  const form = event.target.closest("form");
  if (!form) return;
  dirty.add(form);
  store(form);
});

// A part in which somebody is busy is not replaced under their hands, but by what came of
// what they sent themselves.
let mine = false;
function busy(section) {
  if (!mine && section.contains(document.activeElement) && document.activeElement.matches("input:not([type=hidden]), select, textarea")) return true;
  return [...section.querySelectorAll("form")].some((form) => dirty.has(form));
}
const waiting = new Map();
// The control that has the focus, by what it is: the same one gets it again after news.
const named = (one) => one.tagName === "SELECT" ? one.id : [one.tagName, one.id, one.name, one.value, one.textContent].join("|");
function replace(section, part) {
  const at = section.contains(document.activeElement) ? named(document.activeElement) : null;
  const open = [...section.querySelectorAll("details")].map((one) => one.open);
  const holder = document.createElement("template");
  holder.innerHTML = part.html;
  section.replaceChildren(holder.content);
  section.dataset.hash = part.hash;
  const fresh = [...section.querySelectorAll("details")];
  if (fresh.length === open.length) fresh.forEach((one, at) => { one.open = open[at]; });
  section.classList.remove("fresh");
  section.querySelector(":scope > .has-news")?.remove();
  announce(section);
  prepare(section);
  if (at) [...section.querySelectorAll("a, button, summary, input, select")].find((one) => named(one) === at)?.focus({ preventScroll: true });
}
function put(name, part) {
  const section = document.querySelector(`section[data-part="${name}"]`);
  if (!section || section.dataset.hash === part.hash) { waiting.delete(name); return; }
  if (!busy(section)) { waiting.delete(name); replace(section, part); return; }
  waiting.set(name, part);
  section.classList.add("fresh");
  if (!section.querySelector(":scope > .has-news")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "second has-news";
    button.textContent = body.dataset.news;
    button.addEventListener("click", () => {
      section.querySelectorAll("form").forEach((form) => dirty.delete(form));
      const newest = waiting.get(name);
      waiting.delete(name);
      if (newest) replace(section, newest);
    });
    section.prepend(button);
  }
}
document.addEventListener("focusout", () => setTimeout(() => {
  for (const [name, part] of [...waiting]) put(name, part);
}));

function hashes() {
  return [...document.querySelectorAll("section[data-part]")]
    .map((one) => `${one.dataset.part}:${one.dataset.hash}`).join(",");
}
async function news() {
  if (asking) { again = true; return; }
  asking = true;
  asked = now();
  try {
    const answer = await fetch(`${base}/parts?has=${encodeURIComponent(hashes())}`, { headers: { accept: "application/json" }, cache: "no-store", signal: AbortSignal.timeout(10_000) });
    if (answer.status === 403) { location.reload(); return; }
    if (!answer.ok) throw new Error(String(answer.status));
    const update = await answer.json();
    if (update.v !== Number(body.dataset.v) || update.whose !== body.dataset.whose) { location.reload(); return; }
    left = update.left === null ? null : now() + update.left;
    paused = update.paused;
    for (const [name, part] of Object.entries(update.parts)) put(name, part);
    mine = false;
    tell("");
    flush();
  } catch {
    tell(unsent() ? body.dataset.unsent : body.dataset.lost);
  } finally {
    asking = false;
    if (again) { again = false; news(); }
  }
}

// The outbox: what was sent is kept until it is acknowledged, and sent again under its key.
// It belongs to this class: another one at the same address is not this one.
const box = `${base}:outbox:${body.dataset.class}`;
function outbox() { try { return JSON.parse(localStorage.getItem(box) ?? "[]"); } catch { return memory; } }
let memory = [];
function setOutbox(all) { memory = all; try { localStorage.setItem(box, JSON.stringify(all)); } catch { /* kept here */ } }
const unsent = () => outbox().length > 0;
let flushing = false;
async function flush() {
  if (flushing || stopped || !unsent()) return;
  flushing = true;
  try {
    for (let all = outbox(); all.length; all = outbox()) {
      const one = all[0];
      const answer = await fetch(one.to, { method: "POST", headers: { accept: "application/json", "content-type": "application/x-www-form-urlencoded" }, body: one.body, signal: AbortSignal.timeout(15_000) });
      // The server was busy, or what was sent came too slowly: it did not come to it.
      if (answer.status === 503 || answer.status === 408) throw new Error("again");
      setOutbox(outbox().filter((other) => other.key !== one.key));
      const result = await answer.json().catch(() => ({ ok: answer.ok, say: "" }));
      if (!result.ok) refused(result.say, one);
      else if (result.say) refused(result.say, {});
      mine = true;
      if (result.ok && /\/(choose|speak)$/.test(one.to)) window.scrollTo(0, 0);
    }
    news();
  } catch {
    tell(body.dataset.unsent);
  } finally {
    flushing = false;
  }
}
// What was refused is told, and what was written comes back to be mended.
function refused(text, one) {
  const form = one.keeps && document.querySelector(`form[data-keeps="${one.keeps}"]`);
  const area = form && form.querySelector("textarea");
  if (area && !area.value) { area.value = one.text; store(form); }
  if (!text) return;
  let notice = document.querySelector(".notice");
  if (!notice) {
    notice = document.createElement("p");
    notice.className = "notice";
    notice.setAttribute("role", "alert");
    document.querySelector("main").prepend(notice);
  }
  notice.textContent = text;
  notice.scrollIntoView({ block: "nearest" });
}
function key() {
  const bytes = crypto.getRandomValues(new Uint8Array(12));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
function send(form, button) {
  const fields = new URLSearchParams(new FormData(form));
  if (button?.name) fields.append(button.name, button.value);
  const name = key();
  fields.set("key", name);
  const area = form.querySelector("textarea");
  setOutbox([...outbox(), { key: name, to: form.getAttribute("action"), body: fields.toString(), keeps: form.dataset.keeps, text: area?.value ?? "" }]);
  dirty.delete(form);
  document.querySelector(".notice")?.remove();
  if (area) { area.value = ""; store(form); }
  flush();
}
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || stopped) return;
  event.preventDefault();
  send(form, event.submitter);
});
// A clause is saved as soon as it is chosen.
function prepare(root) {
  for (const form of root.querySelectorAll("form[data-saves]")) {
    form.addEventListener("change", () => send(form, null));
  }
}
prepare(document);
document.querySelectorAll("section[data-part]").forEach(announce);
hears = true;

// A browser gives a server six connections, and each stream holds one: pages of one browser
// share four streams among them, and the others ask every few seconds.
const STREAMS = 4;
const LEASE = 12_000;
const own = key();
function lease() {
  const name = "streams";
  try {
    const all = JSON.parse(localStorage.getItem(name) ?? "{}");
    for (const [who, when] of Object.entries(all)) if (Date.now() - when > LEASE) delete all[who];
    const may = own in all || Object.keys(all).length < STREAMS;
    if (may) all[own] = Date.now();
    localStorage.setItem(name, JSON.stringify(all));
    return may;
  } catch { return true; }
}
function unlease() {
  try {
    const all = JSON.parse(localStorage.getItem("streams") ?? "{}");
    delete all[own];
    localStorage.setItem("streams", JSON.stringify(all));
  } catch { /* nothing was kept */ }
}

function link() {
  if (!("EventSource" in window)) return;
  stream?.close();
  stream = null;
  if (!lease()) return;
  stream = new EventSource(`${base}/events`);
  const hear = () => { heard = now(); };
  stream.addEventListener("open", hear);
  stream.addEventListener("beat", hear);
  stream.addEventListener("changed", () => { hear(); news(); });
  stream.addEventListener("elsewhere", rest);
}
// A second tab of a seat takes over from the first, which says so.
function rest() {
  stopped = true;
  stream?.close();
  unlease();
  line.hidden = false;
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = body.dataset.elsewhere;
  button.addEventListener("click", () => location.reload());
  line.replaceChildren(button);
}
if (base.startsWith("/m/") && "BroadcastChannel" in window) {
  const tabs = new BroadcastChannel("status-quo");
  tabs.addEventListener("message", ({ data }) => { if (data.base === base && data.own !== own) rest(); });
  tabs.postMessage({ base, own });
}
link();
news();
setInterval(() => {
  const shown = document.querySelector("[data-left]");
  if (shown && left !== null && !paused) {
    const seconds = Math.max(0, Math.ceil((left - now()) / 1000));
    shown.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  }
  if (stopped) return;
  if (stream && stream.readyState !== 2) lease();
  const silent = now() - heard > BEAT;
  if (silent && now() - asked > POLL) {
    news();
    if (stream?.readyState !== 0) link();
  } else if (now() - asked > PING) news();
}, 1000);
document.addEventListener("visibilitychange", () => { if (!document.hidden && !stopped) news(); });
window.addEventListener("pagehide", () => { stream?.close(); unlease(); });
window.addEventListener("pageshow", (event) => { if (event.persisted && !stopped) { link(); news(); } });
window.addEventListener("online", () => { if (!stopped) { link(); news(); } });
