import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { query } from "../../e2e/support/graph.js";
import { type RunningHub, startHub } from "../../e2e/support/running-hub.js";
import { openBrowser, type TestBrowser } from "../support/browser.js";
import { axeFindings, deskAddress, faultsIn, openSignedIn } from "./support.js";

const TITLE = "Studiedag over vertrouwen in de wijk";
const TARGET = "gent:publication:dossier-2024-02-19";

describe("a desk in a browser", () => {
  let hub: RunningHub;
  let desk: string;
  let browser: TestBrowser;
  let page: Page;

  beforeAll(async () => {
    hub = await startHub(["CPS", "GENT"], { apart: true });
    desk = deskAddress(hub, "CPS");
    browser = await openBrowser(desk);
    ({ page } = browser);
    await openSignedIn(page, desk, "/nl", "cps-editor");
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await hub?.stop();
  });

  const button = (name: string | RegExp) => page.getByRole("button", { name, exact: typeof name === "string" });
  const link = (name: string) => page.getByRole("main").getByRole("link", { name, exact: true });
  const atHub = async (id: string): Promise<string | undefined> => {
    const asked = `query ($id: ID!) { record(id: $id) { title(lang: NL) } }`;
    return (await query<{ record: { title: string } | null }>(hub.url, asked, { variables: { id } })).record?.title;
  };

  it("lets a person without any GraphQL make an event, translate it, link it, publish it, correct it and withdraw it", async () => {
    await page.getByRole("link", { name: "Fiches" }).click();
    await link("Nieuwe activiteit").click();
    await page.getByRole("heading", { name: "Nieuwe activiteit" }).waitFor();

    // What is missing is said at the top, which gets the focus, and at the fields, in the same words.
    await button("Als ontwerp bewaren").click();
    const summary = page.getByRole("region", { name: /Er is nog niets bewaard/ });
    await expect.poll(() => summary.evaluate((element) => element === element.ownerDocument.activeElement)).toBe(true);
    expect(await summary.getByRole("listitem").allInnerTexts()).toEqual(["Titel: Vul dit in.", "Soort: Vul dit in."]);
    expect(await page.getByText("Vul dit in.").count()).toBe(4);
    await summary.getByRole("link", { name: "Titel" }).click();
    await page.keyboard.type(TITLE);
    await page.getByLabel("Soort").selectOption("STUDY_DAY");

    // A date as exactly as it is known.
    await page.getByLabel("Hoe precies is het bekend").selectOption({ label: "van … tot …" });
    await page.getByLabel(/^Van /).fill("2027-03");
    await page.getByLabel(/^Tot /).fill("2027-04");
    await page.getByText("Tussen 1 maart 2027 en 30 april 2027.").waitFor();
    expect(await page.locator("[id='f-date.text.NL']").inputValue()).toBe("van maart 2027 tot april 2027");

    // A link to another partner's publication, found by words.
    await button("Toevoegen (Verwijzingen)").click();
    await page.getByLabel("Verband").selectOption("publication");
    await page.getByLabel("Een fiche zoeken met woorden").fill("dossier");
    await page.keyboard.press("Enter");
    await page
      .getByRole("button", { name: /Publicatie, GENT/ })
      .first()
      .click();
    await expect.poll(() => page.locator("[id='f-links.0.id']").inputValue()).toMatch(/^gent:publication:/);
    await page.locator("[id='f-links.0.id']").fill(TARGET);
    expect(await axeFindings(page)).toEqual([]);

    // However often it is clicked, one record is made.
    await button("Als ontwerp bewaren").dblclick();
    await page.getByText("De fiche is gemaakt.").waitFor();
    const id = decodeURIComponent(page.url().split("/").at(-1) ?? "");
    expect(id).toMatch(/^cps:event:/);
    expect(await atHub(id)).toBeUndefined();
    expect(await axeFindings(page)).toEqual([]);

    await link("Vertalingen").click();
    await page.getByLabel(/^Français.*Titel/).fill("Journée d'étude sur la confiance dans le quartier");
    await button("Bewaren in het Français").click();
    await page.getByText("Bewaard.").waitFor();
    expect(await axeFindings(page)).toEqual([]);

    await link("Publiceren of intrekken").click();
    await page.getByText("Zichtbaar voor: iedereen.", { exact: true }).waitFor();
    const readers = page.getByRole("navigation", { name: "Te zien voor" });
    await readers.getByRole("link", { name: "Het kabinet" }).click();
    await expect.poll(() => readers.locator("[aria-current=page]").innerText()).toBe("Het kabinet");
    expect(page.url()).toContain("as=CABINET");
    await page.locator("main[aria-busy=false]").getByText(TITLE).last().waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await button("Publiceren").click();
    await button("Intrekken").waitFor();
    await expect.poll(() => atHub(id), { timeout: 10_000 }).toBe(TITLE);

    // Of a published record it is shown first what changes for readers.
    await link("Velden").click();
    await page.locator("[id='f-title.NL']").fill(`${TITLE} en stad`);
    await button("Bekijken wat voor lezers verandert").click();
    await page.getByRole("region", { name: "Wat voor lezers verandert" }).getByText(`${TITLE} en stad`).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await button("Bewaren: lezers zien het meteen").click();
    await page.getByText("Bewaard.").waitFor();
    await expect.poll(() => atHub(id), { timeout: 10_000 }).toBe(`${TITLE} en stad`);

    // The translation is older than the original now.
    await link("Vertalingen").click();
    await page.getByText("origineel sindsdien gewijzigd").waitFor();

    await link("Publiceren of intrekken").click();
    await button("Intrekken").click();
    await button("Terugzetten").waitFor();
    await page.getByText("Deze lezers zien de fiche niet.").waitFor();
    await expect.poll(() => atHub(id), { timeout: 10_000 }).toBeUndefined();

    await link("Wie wijzigde wat").click();
    const trail = page.getByRole("main").getByRole("listitem").locator("strong");
    await expect
      .poll(() => trail.allInnerTexts())
      .toEqual(["ingetrokken", "gewijzigd", "gepubliceerd", "vertaald", "gemaakt"]);

    // What it said before its correction comes back as a new version, after it was shown what that changes.
    await link("Versie 3 terugzetten, zoals het daarvoor was").click();
    const restoring = page.getByRole("region", { name: "Versie 3 terugzetten" });
    await restoring.getByRole("row", { name: /Titel/ }).first().waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await restoring.getByRole("button", { name: "Versie 3 terugzetten" }).dblclick();
    await expect.poll(() => trail.allInnerTexts()).toHaveLength(6);
    expect((await trail.allInnerTexts())[0]).toBe("teruggezet naar een eerdere versie");
    await page.getByRole("heading", { level: 1, name: TITLE, exact: true }).waitFor();

    // The trail of all records, by who did it: their name stands there until it is removed.
    await page.goto(`${desk}/nl/history?kind=Event&source=version`);
    expect(await trail.count()).toBe(1);
    const person = page.getByLabel("Persoon");
    const [option = ""] = (await person.getByRole("option").allInnerTexts()).slice(1);
    const [name = ""] = option.split(" (");
    expect(option).toBe(`${name} (person:cps-editor)`);
    await person.selectOption({ label: option });
    await button("Filteren").click();
    await page.getByText(`door ${option}`).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await button("De naam verwijderen").click();
    await expect.poll(() => person.getByRole("option").allInnerTexts()).toEqual(["alle", "person:cps-editor"]);
    expect(browser.outside.filter((address) => !/\/(?:auth|interaction)\b/.test(address))).toEqual([]);
    expect(faultsIn(browser.failures)).toEqual([]);
  }, 120_000);

  it("loses nothing that is typed: not by a session that ends, a connection that is lost, or a page that is left", async () => {
    const other = "Titel die blijft";
    await page.goto(`${desk}/nl/records/${encodeURIComponent("cps:event:2021-12-08-recherche")}`);
    const title = page.locator("[id='f-title.NL']");
    await title.fill(other);
    await page.context().setOffline(true);
    await button("Bekijken wat voor lezers verandert").click();
    await page.getByRole("alert").getByText("Het bureau is niet bereikbaar.").waitFor();
    await page.context().setOffline(false);

    const [session] = (await page.context().cookies(desk)).filter(({ name }) => name === "segpol_desk_cps");
    expect(session).toMatchObject({ httpOnly: true, sameSite: "Lax" });
    await page.context().clearCookies({ name: "segpol_desk_cps" });
    await button("Bekijken wat voor lezers verandert").click();
    const alert = page.getByRole("alert");
    await alert.getByText("Uw sessie is beëindigd.").waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await alert.getByRole("link", { name: "Aanmelden" }).click();
    await page.locator('button[value="person:cps-editor"]').click();
    await page.getByText("en niet bewaarde, staat hier weer.").waitFor();
    expect(await title.inputValue()).toBe(other);
    expect(await axeFindings(page)).toEqual([]);

    // Leaving asks, and what is typed is there when one comes back.
    page.once("dialog", (dialog) => void dialog.accept());
    await page.getByRole("banner").getByRole("link", { name: "Fiches" }).click();
    await page.getByRole("heading", { name: "Fiches" }).waitFor();
    await page.goBack();
    await expect.poll(() => title.inputValue()).toBe(other);
    await button("Weggooien").click();
    expect(await title.inputValue()).toBe("Recherche");
    expect(await page.evaluate("Object.keys(localStorage).length")).toBe(0);

    // Nor by an answer that takes its time: what is typed meanwhile stays, and is not saved yet.
    const speakers = page.getByLabel("Sprekers");
    const answer = Promise.withResolvers<void>();
    await title.fill("Titel die bewaard wordt");
    await button("Bekijken wat voor lezers verandert").click();
    await button("Bewaren: lezers zien het meteen").waitFor();
    await page.route("**/desk/session", async (route) => {
      await answer.promise;
      await route.continue();
    });
    await button("Bewaren: lezers zien het meteen").click();
    await page.getByText("Bewaren…").waitFor();
    await speakers.fill("Wie later kwam");
    answer.resolve();
    await page.getByText("Nog niet bewaard.").waitFor();
    await page.unroute("**/desk/session");
    expect([await title.inputValue(), await speakers.inputValue()]).toEqual([
      "Titel die bewaard wordt",
      "Wie later kwam",
    ]);
    await button("Bekijken wat voor lezers verandert").click();
    await button("Bewaren: lezers zien het meteen").click();
    await page.getByText("Bewaard.").waitFor();
    // Chromium says that it is offline.
    expect(faultsIn(browser.failures).filter((each) => !/ERR_INTERNET_DISCONNECTED|status of 403/.test(each))).toEqual(
      [],
    );
  }, 60_000);

  it("shows two people who change the same record both their changes, and both can finish", async () => {
    const id = "cps:event:2022-03-22-politie-en-bevolking";
    const address = `${desk}/nl/records/${encodeURIComponent(id)}`;
    await page.goto(address);
    await page.locator("[id='f-title.NL']").waitFor();
    const other = await openBrowser(desk);
    try {
      await openSignedIn(other.page, desk, `/nl/records/${encodeURIComponent(id)}`, "cps-editor");
      await other.page.locator("[id='f-title.NL']").fill("Hun titel");
      await other.page.locator("[id='f-title.FR']").fill("Leur titre");
      await other.page.getByLabel("Livestream").fill("https://live.example.org/");
      await page.getByText("U wijzigt deze fiche ook in een ander venster.").waitFor();
      await other.page.getByRole("button", { name: "Bekijken wat voor lezers verandert" }).click();
      await other.page.getByRole("button", { name: "Bewaren: lezers zien het meteen" }).click();
      await other.page.getByText("Bewaard.").waitFor();
      expect(faultsIn(other.failures)).toEqual([]);
    } finally {
      await other.close();
    }

    await page.locator("[id='f-title.NL']").fill("Onze titel");
    await page.getByLabel("Sprekers").fill("Een spreker");
    await page.getByText("Iemand anders heeft deze fiche net bewaard.").waitFor();
    await button("Bekijken wat voor lezers verandert").click();
    const conflict = page.getByRole("region", { name: "Iemand anders heeft deze fiche intussen gewijzigd" });
    await conflict.getByText("https://live.example.org/").waitFor();
    expect(await conflict.getByRole("group", { name: "Titel › Nederlands" }).getByRole("radio").count()).toBe(2);
    expect(await page.locator("[id='f-title.NL']").inputValue()).toBe("Onze titel");
    expect(await axeFindings(page)).toEqual([]);
    await conflict.getByRole("radio", { name: /^Van de ander/ }).check();
    expect(await page.locator("[id='f-title.NL']").inputValue()).toBe("Hun titel");
    await button("Bekijken wat voor lezers verandert").click();
    await button("Bewaren: lezers zien het meteen").click();
    await page.getByText("Bewaard.").waitFor();
    const headers = { authorization: `Bearer ${await hub.token(["partner:CPS:editor"])}` };
    const kept = await query<{ record: { title: { NL: string; FR: string }; livestream: string; speakers: string[] } }>(
      `${desk}/graphql`,
      `{ record(id: "${id}") { title { NL FR } ... on DeskEvent { livestream speakers } } }`,
      { headers },
    );
    expect(kept.record).toEqual({
      title: { NL: "Hun titel", FR: "Leur titre" },
      livestream: "https://live.example.org/",
      speakers: ["Een spreker"],
    });
    expect(faultsIn(browser.failures).filter((each) => !/ERR_INTERNET_DISCONNECTED|status of 403/.test(each))).toEqual(
      [],
    );
  }, 60_000);

  it("can be read, and a record withdrawn and restored, without a script and by the keyboard alone", async () => {
    const plain = await openBrowser(desk, { javaScriptEnabled: false });
    try {
      const state = `/nl/records/${encodeURIComponent("cps:event:2022-03-16-internationale-politiesamenwerking")}/state`;
      await openSignedIn(plain.page, desk, "/nl/records", "cps-editor");
      await plain.page.getByRole("cell", { name: "gepubliceerd" }).first().waitFor();
      await plain.page.goto(`${desk}${state}`);
      await plain.page.getByRole("button", { name: "Intrekken" }).focus();
      await plain.page.keyboard.press("Enter");
      await plain.page.getByRole("button", { name: "Terugzetten" }).waitFor();
      // What a reload or Back sends is no second write.
      await plain.page.reload();
      await plain.page.goBack();
      await plain.page.goto(`${desk}${state}`);
      await plain.page.getByRole("button", { name: "Terugzetten" }).focus();
      await plain.page.keyboard.press("Enter");
      await plain.page.getByRole("button", { name: "Intrekken" }).waitFor();
      // Erasing takes the id, typed.
      await plain.page.getByRole("button", { name: "Definitief wissen" }).click();
      await plain.page.getByText("Typ het kenmerk precies zoals het hier staat.").waitFor();
      await plain.page.goto(`${desk}${state.replace("/state", "/history")}`);
      expect(await plain.page.getByRole("main").getByRole("listitem").locator("strong").allInnerTexts()).toEqual([
        "teruggezet",
        "ingetrokken",
      ]);
      expect(faultsIn(plain.failures)).toEqual([]);
    } finally {
      await plain.close();
    }
  }, 60_000);

  it("publishes chosen drafts and gives them a theme together, and says which somebody changed meanwhile", async () => {
    const headers = { authorization: `Bearer ${await hub.token(["partner:CPS:editor"])}` };
    const graph = `${desk}/graphql`;
    const made = async (slug: string): Promise<string> => {
      const asked = `mutation { createEvent(slug: "${slug}", draft: true, input: { title: { NL: "Samen ${slug}" }, kind: OTHER }) { record { id } } }`;
      return (await query<{ createEvent: { record: { id: string } } }>(graph, asked, { headers })).createEvent.record
        .id;
    };
    const ids = [await made("een"), await made("twee"), await made("drie")];
    await page.goto(`${desk}/nl/records?text=Samen`);
    await page.getByRole("checkbox", { name: "Samen drie kiezen" }).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    // Somebody else changes one of them.
    const change = `mutation { updateEvent(id: "${ids[0]}", version: 1, changes: { livestream: "https://live.example.org/" }) { status } }`;
    await query(graph, change, { headers });
    await button("Alle op deze pagina kiezen").click();
    // While the list is read again nothing can be chosen, since it would be lost.
    const reading = Promise.withResolvers<void>();
    await page.route("**/desk/session", async (route) => {
      if (route.request().postData()?.includes('"name":"Records"')) await reading.promise;
      await route.continue();
    });
    await button("Publiceren").dblclick();
    await page.getByRole("status").getByText("2 fiches gewijzigd.").waitFor();
    expect(await page.getByRole("checkbox", { name: "Samen drie kiezen" }).isDisabled()).toBe(true);
    reading.resolve();
    await expect.poll(() => page.getByRole("checkbox", { name: "Samen drie kiezen" }).isEnabled()).toBe(true);
    const refused = page.getByRole("alert");
    expect(await refused.getByRole("link").allInnerTexts()).toEqual([ids[0]]);
    expect(await axeFindings(page)).toEqual([]);

    await button("Alle op deze pagina kiezen").click();
    await page.getByRole("checkbox", { name: "Samen een kiezen" }).uncheck();
    await page.getByRole("combobox", { name: "Thema", exact: true }).selectOption("TRUST");
    await button("Dit thema toevoegen").click();
    await page.getByRole("status").getByText("2 fiches gewijzigd.").waitFor();
    await button("Dit thema toevoegen").click();
    await page.getByText("Er is niets gekozen").waitFor();
    const kept = ids.map(async (id) => {
      const asked = `{ record(id: "${id}") { draft themes } }`;
      return (await query<{ record: object }>(graph, asked, { headers })).record;
    });
    expect(await Promise.all(kept)).toEqual([
      { draft: true, themes: [] },
      { draft: false, themes: ["TRUST"] },
      { draft: false, themes: ["TRUST"] },
    ]);
  }, 60_000);

  it("makes a record by the keyboard alone", async () => {
    await page.goto(`${desk}/nl/records`);
    await page.getByRole("main").getByRole("link", { name: "Nieuwe activiteit" }).focus();
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "Nieuwe activiteit" }).waitFor();
    const reached = async (): Promise<string> => String(await page.evaluate("document.activeElement?.id"));
    const tabTo = async (id: string): Promise<void> => {
      for (let presses = 0; presses < 60 && (await reached()) !== id; presses += 1) await page.keyboard.press("Tab");
      expect(await reached()).toBe(id);
    };
    await tabTo("f-title.NL");
    await page.keyboard.type("Met het toetsenbord");
    await tabTo("f-kind");
    await page.keyboard.type("seminarie");
    // Enter in a line saves, as in any form.
    await tabTo("f-livestream");
    await page.keyboard.press("Enter");
    await page.getByText("De fiche is gemaakt.").waitFor();
    expect(await page.locator("[id='f-kind']").inputValue()).toBe("SEMINAR");
  }, 60_000);
});
