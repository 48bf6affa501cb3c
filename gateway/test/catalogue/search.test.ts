import { type LanguageMap, vocabulary } from "@segpol/schema";
import { type Kysely, sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createHubDatabase, migrateHubDatabase } from "../../src/catalogue/database/database.js";
import type { HubDatabase } from "../../src/catalogue/database/tables.js";
import { ANYBODY } from "../../src/catalogue/database/visibility.js";
import { readTerms } from "../../src/catalogue/read/lists/text-query.js";
import { syncPartners } from "../../src/catalogue/write/source-writer.js";
import { holdAsEarlier, migrateUpTo } from "./support/earlier-database.js";
import { PARTNERS } from "./support/graph.js";
import { startHub, type TestHub } from "./support/hub.js";
import { modelRecord } from "./support/model.js";

const nl = (text: string): LanguageMap => ({ original: "NL", NL: text });
const fr = (text: string): LanguageMap => ({ original: "FR", FR: text });

const records = [
  modelRecord("cps:event:opleiding", { title: nl("Opleiding van de politie") }),
  modelRecord("cps:event:lerend", { title: nl("Lerend netwerk"), summary: nl("Over opleidingen voor inspecteurs") }),
  modelRecord("cpl:publication:formation", { title: fr("La formation des policiers") }),
  modelRecord("cpl:publication:depeche", { title: fr("Dépêche du Cœur de ville") }),
  modelRecord("vclp:recommendation:both", {
    title: { original: "NL", NL: "Opleiding en vorming", FR: "Formation et apprentissage" },
  }),
  modelRecord("gent:event:strasse", { title: { original: "DE", DE: "Die Übung auf der Straße" } }),
  modelRecord("gent:event:training", { title: { original: "EN", EN: "Training of trainers" }, ref: null }),
  modelRecord("vclp:recommendation:r5", { title: nl("Financiering"), ref: "R5" }),
  modelRecord("gent:event:typed", {
    title: nl("Over ‘de-escalerend communiceren’ – en l’ordre “public” • 100 €"),
    summary: nl(
      "Het plan 2022-2025 en covid-19.Daarna Brussel/Bruxelles, i-Police/Focus; vragen: jan.peeters@police.example",
    ),
  }),
  modelRecord("gent:publication:plan", {
    title: fr("Plan 2024-2028"),
    summary: fr("Voir https://www.exemple.example/projets/recrutement?lang=fr et l'ordre, COVID 19"),
  }),
  modelRecord("gent:publication:letters", {
    title: nl("Samen\u00adwerking met Søren Ørsted, Łukasz Đorđević, Işık Þórsson en Ǽther"),
    summary: nl("Voor zone\u00ad\u2060managers, CO₂-uitstoot, m² en ﬁnanciering; שָׁלוֹם, مُحَمَّد"),
  }),
  modelRecord("gent:publication:secret", { title: nl("Geheime opleiding"), visibility: "CABINET" }),
];

let hub: TestHub;
beforeAll(async () => {
  hub = await startHub(records);
});
afterAll(async () => await hub.stop());

async function search(text: string, more = ""): Promise<string[]> {
  const query = `query ($text: String) { records(filter: { text: $text } ${more}) { nodes { id } totalCount } }`;
  const { records } = await hub.get<{ records: { nodes: { id: string }[]; totalCount: number } }>(query, { text });
  expect(records.totalCount).toBe(records.nodes.length);
  return records.nodes.map(({ id }) => id);
}

describe("full-text search", () => {
  test.each([
    ["opleiding", ["cps:event:lerend", "cps:event:opleiding", "vclp:recommendation:both"]],
    ["OPLEIDINGEN", ["cps:event:lerend", "cps:event:opleiding", "vclp:recommendation:both"]],
    ["formation", ["cpl:publication:formation", "vclp:recommendation:both"]],
    ["formations", ["cpl:publication:formation", "vclp:recommendation:both"]],
    ["depeche", ["cpl:publication:depeche"]],
    ["dépêche", ["cpl:publication:depeche"]],
    ["DÉPÊCHES", ["cpl:publication:depeche"]],
    ["coeur", ["cpl:publication:depeche"]],
    ["ubung strasse", ["gent:event:strasse"]],
    ["Übung Straße", ["gent:event:strasse"]],
    ["trainer", ["gent:event:training"]],
    ["R5", ["vclp:recommendation:r5"]],
    ["opleiding formation", ["vclp:recommendation:both"]],
    [
      "opleiding OR depeche",
      ["cpl:publication:depeche", "cps:event:lerend", "cps:event:opleiding", "vclp:recommendation:both"],
    ],
    ["de opleiding van de politie", ["cps:event:opleiding"]],
    ["nergens", []],
    ["communiceren", ["gent:event:typed"]],
    ["de-escalerend", ["gent:event:typed"]],
    ["escalerend", ["gent:event:typed"]],
    ["‘communiceren’", ["gent:event:typed"]],
    ["l'ordre", ["gent:event:typed", "gent:publication:plan"]],
    ["l’ordre", ["gent:event:typed", "gent:publication:plan"]],
    ["ordre", ["gent:event:typed", "gent:publication:plan"]],
    ["„public“", ["gent:event:typed"]],
    ["« ordre public »", ["gent:event:typed"]],
    ["100€", ["gent:event:typed"]],
    ["2022", ["gent:event:typed"]],
    ["2025", ["gent:event:typed"]],
    ["2028", ["gent:publication:plan"]],
    ["2024–2028", ["gent:publication:plan"]],
    ["covid 19", ["gent:event:typed", "gent:publication:plan"]],
    ["covid-19", ["gent:event:typed", "gent:publication:plan"]],
    ["daarna", ["gent:event:typed"]],
    ["brussel", ["gent:event:typed"]],
    ["Bruxelles", ["gent:event:typed"]],
    ["focus", ["gent:event:typed"]],
    ["i-Police", ["gent:event:typed"]],
    ["i-Police/Focus", ["gent:event:typed"]],
    ["peeters", ["gent:event:typed"]],
    ["jan.peeters@police.example", ["gent:event:typed"]],
    ["exemple", ["gent:publication:plan"]],
    ["recrutement", ["gent:publication:plan"]],
    ["https://www.exemple.example/projets/recrutement", ["gent:publication:plan"]],
    ["samenwerking", ["gent:publication:letters"]],
    ["samen\u00adwerking", ["gent:publication:letters"]],
    ["zonemanagers", ["gent:publication:letters"]],
    ["soren orsted", ["gent:publication:letters"]],
    ["ØRSTED", ["gent:publication:letters"]],
    ["lukasz dordevic", ["gent:publication:letters"]],
    ["Łukasz Đorđević", ["gent:publication:letters"]],
    ["isik", ["gent:publication:letters"]],
    ["ışık", ["gent:publication:letters"]],
    ["IŞIK", ["gent:publication:letters"]],
    ["thorsson", ["gent:publication:letters"]],
    ["aether", ["gent:publication:letters"]],
    ["co2", ["gent:publication:letters"]],
    ["m2", ["gent:publication:letters"]],
    ["שלום", ["gent:publication:letters"]],
    ["محمد", ["gent:publication:letters"]],
    [",;!", []],
  ])("%s finds what has it, in whatever language", async (text, ids) => {
    expect((await search(text)).toSorted()).toEqual(ids);
  });

  test("takes words from texts that an earlier release has indexed as it does now", async () => {
    const db = createHubDatabase(await hub.newDatabase());
    try {
      await migrateUpTo(db, "0011");
      await syncPartners(db, PARTNERS, hub.now);
      const given = records.filter(({ partner }) => partner === "GENT");
      await holdAsEarlier(db, hub.db, "GENT");
      await migrateHubDatabase(db);
      for (const table of ["record", "record_version", "public_listing", "closed_listing"]) {
        const { rows } = await sql<{ id: string }>`
          select distinct record.id from record join ${sql.table(table)} as indexed using (id)
          where indexed.search = catalogue_vector(record.texts, record.words)`.execute(db);
        const isThere = ({ visibility }: (typeof given)[number]): boolean =>
          !table.endsWith("listing") || (visibility === "PUBLIC") === (table === "public_listing");
        const ids = given.filter(isThere).map(({ id }) => id);
        expect(rows.map(({ id }) => id).toSorted()).toEqual(ids.toSorted());
      }
    } finally {
      await db.destroy();
    }
  });

  test.each([
    "locale 'C'",
    "locale_provider icu icu_locale 'tr' locale 'C'",
    "locale_provider builtin locale 'C.UTF-8'",
  ])("takes words from texts as it does elsewhere, in a database of %s", async (locale) => {
    const texts = JSON.stringify({
      title: {
        original: "NL",
        NL: "‘De-escalerend’ communiceren – INTERVENTIE Ïsabel’s “Straße” 2022-2025 IŞIK ØRSTED",
      },
      goal: { original: "FR", FR: "L’ORDRE « public » • covid-19/ÉCOLE" },
    });
    const vector = (db: Kysely<HubDatabase>) =>
      sql<{ vector: string }>`select catalogue_vector(${texts}::jsonb, 'R5–R6')::text as vector`.execute(db);
    const superuser = createHubDatabase(hub.superuserUrl);
    const url = new URL(hub.superuserUrl);
    url.pathname = "/other_locale";
    const other = createHubDatabase(url.href);
    try {
      await sql.raw(`create database other_locale template template0 encoding 'UTF8' ${locale}`).execute(superuser);
      await migrateHubDatabase(other);
      expect((await vector(other)).rows).toEqual((await vector(hub.db)).rows);
    } finally {
      await other.destroy();
      await sql`drop database if exists other_locale`.execute(superuser);
      await superuser.destroy();
    }
  });

  test("a phrase in quotes is found as a phrase alone", async () => {
    expect(await search('"opleiding van de politie"')).toEqual(["cps:event:opleiding"]);
    expect(await search('"politie van de opleiding"')).toEqual([]);
    expect(await search("politie opleiding")).toEqual(["cps:event:opleiding"]);
    expect(await search('"lerend netwerk')).toEqual(["cps:event:lerend"]);
  });

  test("a phrase does not run from one text into the next", async () => {
    expect(await search('"netwerk over opleidingen"')).toEqual([]);
    expect(await search('"apprentissage opleiding"')).toEqual([]);
  });

  test("minus excludes in every language", async () => {
    expect((await search("opleiding -politie")).toSorted()).toEqual(["cps:event:lerend", "vclp:recommendation:both"]);
    expect((await search("opleiding -formations")).toSorted()).toEqual(["cps:event:lerend", "cps:event:opleiding"]);
    expect(await search('opleiding -"van de politie" -inspecteurs')).toEqual(["vclp:recommendation:both"]);
  });

  test("a title counts for more than a summary, unless another order is asked", async () => {
    expect((await search("opleiding")).at(-1)).toBe("cps:event:lerend");
    expect(await search("opleiding", "orderBy: TITLE")).toEqual([
      "cps:event:lerend",
      "vclp:recommendation:both",
      "cps:event:opleiding",
    ]);
  });

  test("function words alone are searched for as they are", async () => {
    expect(await search("van de")).toEqual(["cps:event:opleiding"]);
  });

  test("blank text does not filter", async () => {
    expect(await search("  ")).toHaveLength(11);
  });

  test("a letter of a compound counts, whatever language has it as a function word", async () => {
    const police = modelRecord("gent:event:police", { title: fr("La police de proximité, en T et au jour J") });
    await hub.index([police]);
    expect(await search("i-police")).toEqual(["gent:event:typed"]);
    expect(await search('"I‑Police" vragen')).toEqual(["gent:event:typed"]);
    expect(await search("police -i-police")).toEqual([police.id]);
    expect(await search("jour-J")).toEqual([police.id]);
    expect(await search("police")).toHaveLength(2);
    await hub.withdraw(police.id);
  });

  test("a record that changes is found by its new words alone", async () => {
    const changed = modelRecord("gent:event:changing", { title: nl("Vroegere woorden") });
    await hub.index([changed]);
    expect(await search("vroegere")).toEqual([changed.id]);
    await hub.index([{ ...changed, title: nl("Latere woorden") }]);
    expect(await search("vroegere")).toEqual([]);
    expect(await search("latere")).toEqual([changed.id]);
    await hub.withdraw(changed.id);
    expect(await search("latere")).toEqual([]);
  });
});

describe("what a person types", () => {
  const word = (words: string) => ({ words, negated: false });

  test("is read as words, phrases, exclusions and alternatives", () => {
    expect(readTerms('a "b c" -d -"e f" g')).toEqual([
      [word("a"), word("b c"), { words: "d", negated: true }, { words: "e f", negated: true }, word("g")],
    ]);
    expect(readTerms("a b or c OR d")).toEqual([[word("a"), word("b")], [word("c")], [word("d")]]);
    expect(readTerms("or a - b-c")).toEqual([[word("or"), word("a"), word("-"), word("b-c")]]);
    expect(readTerms('"a-b"-c “d”-“e” -"f"-g')).toEqual([
      [word("a-b"), word("-c"), word("d"), word("-"), word("e"), { words: "f", negated: true }, word("-g")],
    ]);
    expect(readTerms("a or")).toEqual([[word("a")]]);
    expect(readTerms('"open')).toEqual([[word("open")]]);
  });
});

interface Found {
  readonly node: { readonly id: string };
  readonly excerpt: {
    readonly field: string;
    readonly language: string;
    readonly parts: readonly { readonly text: string; readonly isHit: boolean }[];
  } | null;
}

/** What was found, with the hits in square brackets. */
async function excerpts(text: string, lang = "NL"): Promise<Readonly<Record<string, string | null>>> {
  const { records: found } = await hub.get<{ records: { edges: Found[] } }>(
    `query ($text: String, $lang: Language) {
      records(filter: { text: $text }) { edges { node { id } excerpt(lang: $lang) { field language parts { text isHit } } } }
    }`,
    { text, lang },
  );
  return Object.fromEntries(
    found.edges.map(({ node, excerpt }) => [
      node.id,
      excerpt &&
        `${excerpt.field} ${excerpt.language}: ${excerpt.parts.map((part) => (part.isHit ? `[${part.text}]` : part.text)).join("")}`,
    ]),
  );
}

describe("excerpts", () => {
  test("show the words where they stand, in whatever form, the summary before the title", async () => {
    expect(await excerpts("opleiding")).toEqual({
      "cps:event:opleiding": "title NL: [Opleiding] van de politie",
      "cps:event:lerend": "summary NL: Over [opleidingen] voor inspecteurs",
      "vclp:recommendation:both": "title NL: [Opleiding] en vorming",
    });
  });

  test("come in the asked language where it has the words", async () => {
    expect(await excerpts("vorming OR formation", "FR")).toMatchObject({
      "vclp:recommendation:both": "title FR: [Formation] et apprentissage",
    });
    expect(await excerpts("vorming", "FR")).toMatchObject({
      "vclp:recommendation:both": "title NL: Opleiding en [vorming]",
    });
  });

  test("tell words apart as the search does, whatever signs and accents they have", async () => {
    expect(await excerpts("depeche")).toEqual({ "cpl:publication:depeche": "title FR: [Dépêche] du Cœur de ville" });
  });

  test("are none of what was found by its number, and without a search", async () => {
    expect(await excerpts("R5")).toEqual({ "vclp:recommendation:r5": null });
    expect(new Set(Object.values(await excerpts("")))).toEqual(new Set([null]));
  });
});

test("themes are called in the database as the vocabulary calls them; other words take a migration as 0017", async () => {
  const { rows } = await sql<{ texts: Readonly<Record<string, LanguageMap>> }>`
    select catalogue_theme_texts(${vocabulary.themes.map(({ code }) => code)}) as texts`.execute(hub.db);
  expect(rows[0]?.texts).toEqual(
    Object.fromEntries(vocabulary.themes.map(({ code, title }) => [`themes.${code}`, title])),
  );
});

test("a theme's words find its records, behind those that have the words themselves", async () => {
  await hub.index([
    modelRecord("cps:event:themed", { title: nl("Zonder de woorden"), themes: ["DIVERSITY_HR"] }),
    modelRecord("cps:event:worded", { title: nl("Over diversiteit"), themes: [] }),
  ]);
  expect(await search("diversiteit")).toEqual(["cps:event:worded", "cps:event:themed"]);
  expect(await search("diversité")).toEqual(["cps:event:themed"]);
});

test("searches and days are planned by their values, while other lists are planned once for a connection", async () => {
  const lists = ['filter: { text: "wijk" }', 'filter: { from: "2022-01-01" }', 'filter: { themes: ["TRUST"] }'];
  const query = `{ ${lists.map((list, index) => `l${index}: events(${list}) { nodes { id } facets { themes { count } } }`).join(" ")} }`;
  for (let time = 0; time < 3; time += 1) await hub.get(query);
  const { rows } = await sql<{ statement: string }>`select statement from pg_prepared_statements`.execute(
    hub.readers.as(ANYBODY),
  );
  const prepared = rows.map(({ statement }) => statement);
  expect(prepared.some((statement) => statement.includes("r.themes && "))).toBe(true);
  expect(prepared.filter((statement) => /r\.search @@|daterange/.test(statement))).toEqual([]);
});
