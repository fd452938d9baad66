// A class for the tests of its pages: the program that hosts it, a browser, phones.

import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import puppeteer from "puppeteer-core";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const root = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
const program = resolve(root, process.env.STATUS_QUO ?? "target/debug/status-quo");

/** Pictures go here, if a folder is named. */
const pictures = process.env.STATUS_QUO_PICTURES;
if (pictures) mkdirSync(pictures, { recursive: true });

export const later = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

/** Waits until something holds; says what did not within ten seconds. */
export async function until(what, holds, most = 10_000) {
  const end = performance.now() + most;
  for (;;) {
    const result = await holds();
    if (result) return result;
    if (performance.now() > end) throw new Error(`did not come: ${what}`);
    await later(30);
  }
}

/** A class that the program hosts in a folder of its own. */
export class Class {
  static async host(...more) {
    const it = new Class();
    it.folder = mkdtempSync(join(tmpdir(), "status-quo-web-"));
    it.more = more;
    await it.start(0);
    return it;
  }

  async start(port) {
    const words = ["host", "kyakhta", "--bind", "127.0.0.1", "--port", String(port), "--journal", join(this.folder, "class")];
    this.process = spawn(program, [...words, ...this.more], { cwd: root });
    let said = "";
    this.process.stdout.on("data", (text) => { said += text; });
    this.process.stderr.on("data", (text) => process.stderr.write(text));
    await until("the class is hosted", () => said.includes("Ctrl+C"), 20_000);
    this.code = said.match(/the code (\w+)/)[1];
    this.console = said.match(/http:\S+\/teacher\?k=\w+/)[0];
    this.at = new URL(this.console).origin;
    this.port = Number(new URL(this.console).port);
  }

  /** Ends the process as a failing machine does. */
  kill() {
    const ended = new Promise((done) => this.process.once("exit", done));
    this.process.kill("SIGKILL");
    return ended;
  }

  async end() {
    if (this.process.exitCode === null && this.process.signalCode === null) await this.kill();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

export const launch = () => puppeteer.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-background-timer-throttling", "--disable-renderer-backgrounding"],
});

/** A page of this size, in a browser of its own if there is none yet. Its faults are kept. */
export async function open(browser, faults, width = 360, height = 740, context = null) {
  const page = await (context ?? await browser.createBrowserContext()).newPage();
  await page.setViewport({ width, height });
  page.on("pageerror", (fault) => faults.push(fault.message));
  page.on("console", (message) => {
    const text = message.text();
    // A server that is not there, and a refusal, are what some tests are about.
    if (message.type() === "error" && !/Failed to load resource|ERR_CONNECTION/.test(text)) faults.push(text);
  });
  return page;
}

/** A phone that has joined. */
export async function join_(browser, of, faults, context = null) {
  const page = await open(browser, faults, 360, 740, context);
  await page.goto(`${of.at}/?c=${of.code}`);
  await Promise.all([page.waitForNavigation(), page.click('form[action="/join"] button')]);
  return page;
}

export const text = (page, selector) => page.$eval(selector, (one) => one.textContent.trim()).catch(() => "");

/** Presses the button that says this, as soon as it is there. */
export const press = (page, words) => until(`the button «${words}»`, () => page.evaluate((words) => {
  const button = [...document.querySelectorAll("button")].find((one) => one.textContent.trim() === words);
  button?.click();
  return Boolean(button);
}, words));

/** Serious findings of axe on a page, and a picture of it. Nothing may be wider than the page. */
export async function judge(page, name) {
  if (pictures) await page.screenshot({ path: join(pictures, `${name}.png`), fullPage: true });
  // The page's own policy lets no script in; axe comes by the way of the debugger.
  await page.evaluate(axe);
  return page.evaluate(async (name) => {
    const { violations } = await window.axe.run(document);
    const serious = violations.filter((one) => one.impact === "serious" || one.impact === "critical");
    const found = serious.map((one) => `${name}: ${one.id}: ${one.nodes[0].html.slice(0, 160)}`);
    const over = document.documentElement.scrollWidth - document.documentElement.clientWidth;
    if (over > 0) found.push(`${name}: ${over} px wider than the screen`);
    return found;
  }, name);
}
