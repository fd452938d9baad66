// What only a browser shows of a class's pages: a whole lesson on eight phones, what is
// typed while news come, a server that goes away, seven tabs, the keyboard.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Class, join_, judge, later, launch, open, press, text, until } from "./class.mjs";

let browser;
before(async () => { browser = await launch(); });
after(async () => { await browser.close(); });

const state = (page) => text(page, ".state");

async function teacher(of, faults) {
  const page = await open(browser, faults, 1280, 800);
  await page.goto(of.console);
  return page;
}

async function begin(console_, phones) {
  await press(console_, "All are here: begin to read");
  await until("everybody reads", async () => (await state(phones[0])).startsWith("Read your brief"));
  await press(console_, "Begin to play");
  await until("it is played", async () => !(await state(phones[0])).startsWith("Read your brief"));
}

/** Does what a phone is asked, if it is and sends for its seat. */
const act = (page) => page.evaluate(() => {
  const question = document.querySelector('form[action$="/choose"]');
  const decide = question?.querySelector('button[value="decide"]');
  if (decide) {
    question.querySelector('input[type="radio"]:not(:disabled)').click();
    decide.click();
    return "decided";
  }
  const speech = document.querySelector('form[action$="/speak"]');
  const say = speech?.querySelector('button[value="accept"]') ?? speech?.querySelector('button[value="table"]');
  say?.click();
  return say ? "spoke" : "";
});

test("eight phones through a whole lesson of Two hundred rifles", async () => {
  const faults = [];
  const of = await Class.host("--tables", "2", "--minutes", "45");
  try {
    const console_ = await teacher(of, faults);
    const projector = await open(browser, faults, 1280, 720);
    await projector.goto(`${of.at}/projector`);
    faults.push(...await judge(projector, "projector-joining"));
    const phones = [];
    for (let number = 0; number < 8; number += 1) phones.push(await join_(browser, of, faults));
    faults.push(...await judge(phones[0], "phone-joined"), ...await judge(console_, "console-joining"));
    await begin(console_, phones);
    await phones[0].click('input[name="to"]');
    await phones[0].type("#text", "Excellency, may we speak of the line before the others do?");
    await press(phones[0], "Send the letter");
    const states = new Set();
    for (let quiet = 0, acts = 0; quiet < 60; quiet += 1) {
      for (const [number, phone] of phones.entries()) {
        const did = await act(phone);
        if (!did) continue;
        if (!states.has(did)) {
          states.add(did);
          faults.push(...await judge(phone, `phone-${did}`), ...await judge(console_, `console-${did}`), ...await judge(projector, `projector-${did}`));
        }
        quiet = 0;
        acts += 1;
        assert.ok(acts < 300, `the lesson does not end (phone ${number})`);
        await later(60);
      }
      if ((await state(phones[0])) === "The debrief") break;
      await later(60);
    }
    assert.deepEqual([...states].sort(), ["decided", "spoke"]);
    for (const phone of phones) {
      await until("the debrief", async () => (await phone.$$(".debrief h2")).length === 5);
    }
    await until("the projector shows the first part", () => projector.$(".debrief table"));
    await press(console_, "3. The treaty beside the documented one");
    await until("the spread of the tables", () => projector.evaluate(() => document.body.textContent.includes("The treaties of all tables")));
    faults.push(...await judge(phones[0], "phone-debrief"), ...await judge(projector, "projector-debrief"), ...await judge(console_, "console-debrief"));
    const handout = await phones[0].$eval('a[href$="/handout"]', (one) => one.href);
    await phones[0].goto(handout);
    assert.match(await text(phones[0], "h1"), /Two Hundred Rifles/);
    faults.push(...await judge(phones[0], "phone-handout"));
    assert.deepEqual(faults, []);
  } finally { await of.end(); }
});

test("what is typed stays while news come, with its caret and focus", async () => {
  const faults = [];
  const of = await Class.host();
  try {
    const console_ = await teacher(of, faults);
    const phones = [];
    for (let number = 0; number < 3; number += 1) phones.push(await join_(browser, of, faults));
    await begin(console_, phones);
    const [writer, other] = phones;
    await writer.type("#text", "The line stays");
    await writer.keyboard.press("ArrowLeft");
    const before_ = await writer.$eval("#text", (one) => [one.value, one.selectionStart]);
    await console_.type("#say-all", "Ten minutes are left.");
    await press(console_, "Say it");
    await until("the announcement", () => writer.evaluate(() => document.body.textContent.includes("Ten minutes are left.")));
    assert.deepEqual(await writer.$eval("#text", (one) => [one.value, one.selectionStart]), before_);
    assert.equal(await writer.evaluate(() => document.activeElement.id), "text");
    await press(console_, "Pause");
    await until("the pause", async () => (await state(writer)) === "The lesson stands still.");
    faults.push(...await judge(writer, "phone-paused"), ...await judge(console_, "console-paused"));
    await press(console_, "Go on");
    await until("it goes on", async () => (await state(writer)) !== "The lesson stands still.");
    // A draft outlives the page.
    await writer.reload();
    assert.equal(await writer.$eval("#text", (one) => one.value), "The line stays");
    // An answer that is being weighed is not taken away.
    for (const phone of phones) {
      if (!await phone.$('form[action$="/choose"]')) continue;
      await phone.focus('input[name="option"]');
      await phone.keyboard.press("Space");
      await console_.type("#say-all", "Five minutes.");
      await press(console_, "Say it");
      await until("the second announcement", () => phone.evaluate(() => document.body.textContent.includes("Five minutes.")));
      assert.ok(await phone.$('input[name="option"]:checked'));
    }
    // One announcement for a letter, to those who hear the page.
    await other.evaluate(() => {
      window.heard = [];
      new MutationObserver(() => window.heard.push(document.getElementById("say").textContent))
        .observe(document.getElementById("say"), { childList: true, characterData: true, subtree: true });
    });
    for (const box of await writer.$$('input[name="to"]')) await box.click();
    await press(writer, "Send the letter");
    await until("the letter", () => other.evaluate(() => document.body.textContent.includes("The line stays")));
    await later(300);
    const heard = await other.evaluate(() => window.heard);
    assert.equal(heard.filter((one) => one.startsWith("A letter from")).length, 1, JSON.stringify(heard));
    assert.deepEqual(faults, []);
  } finally { await of.end(); }
});

test("a server that goes away loses nothing that was sent meanwhile", async () => {
  const faults = [];
  const of = await Class.host();
  try {
    const console_ = await teacher(of, faults);
    const phones = [];
    for (let number = 0; number < 3; number += 1) phones.push(await join_(browser, of, faults));
    await begin(console_, phones);
    await of.kill();
    const [writer, reader] = phones;
    for (const box of await writer.$$('input[name="to"]')) await box.click();
    await writer.type("#text", "Written while nobody listened.");
    await press(writer, "Send the letter");
    await until("the page says so", async () => (await text(writer, "#link")).includes("What you sent is kept here"));
    faults.push(...await judge(writer, "phone-disconnected"));
    // A page that is loaded anew meanwhile, or a browser that is, has it still.
    await of.start(of.port);
    await until("the letter comes through", () => reader.evaluate(() => document.body.textContent.includes("Written while nobody listened.")), 30_000);
    assert.equal(await text(writer, "#link"), "");
    const times = await reader.evaluate(() => document.body.textContent.split("Written while nobody listened.").length - 1);
    assert.equal(times, 1);
    assert.deepEqual(faults, []);
  } finally { await of.end(); }
});

test("seven tabs of one browser all work, and a second tab of a seat takes over", async () => {
  const faults = [];
  const of = await Class.host();
  try {
    const console_ = await teacher(of, faults);
    const context = await browser.createBrowserContext();
    const tabs = [];
    for (let number = 0; number < 7; number += 1) tabs.push(await join_(browser, of, faults, context));
    await begin(console_, tabs);
    for (const tab of tabs) {
      await until("each tab follows the lesson", async () => /decides|deciding|turn/.test(await state(tab)), 20_000);
    }
    const again = await open(browser, faults, 360, 740, context);
    await again.goto(tabs[0].url());
    await until("the first tab says why it rests", async () => (await text(tabs[0], "#link")).includes("open in another tab"), 20_000);
    assert.equal(await text(again, "#link"), "");
    assert.deepEqual(faults, []);
  } finally { await of.end(); }
});

test("a decision by keyboard alone", async () => {
  const faults = [];
  const of = await Class.host();
  try {
    const console_ = await teacher(of, faults);
    const phones = [];
    for (let number = 0; number < 3; number += 1) phones.push(await join_(browser, of, faults));
    await begin(console_, phones);
    const asked = await until("somebody is asked", async () => {
      for (const phone of phones) if (await phone.$('form[action$="/choose"]')) return phone;
      return null;
    });
    const question = await text(asked, "legend");
    const focused = () => asked.evaluate(() => {
      const one = document.activeElement;
      const box = one.getBoundingClientRect();
      return { name: one.getAttribute("name"), value: one.getAttribute("value"), seen: box.width > 0 && box.height > 0 };
    });
    let chosen = false;
    for (let stops = 0; stops < 80; stops += 1) {
      await asked.keyboard.press("Tab");
      const at = await focused();
      assert.ok(at.seen, "every stop can be seen");
      if (at.name === "option" && !chosen) { await asked.keyboard.press("Space"); chosen = true; }
      if (at.value === "decide") { await asked.keyboard.press("Enter"); break; }
    }
    await until("the next question, or somebody else's", async () => (await text(asked, "legend")) !== question);
    assert.deepEqual(faults, []);
  } finally { await of.end(); }
});
