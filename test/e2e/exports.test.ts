import { parse } from "csv-parse/sync";
import { readXlsx } from "hucre/xlsx";
import { describe, expect, it } from "vitest";
import { query } from "./support/graph.js";
import { hubUrl } from "./support/shared-hub.js";

const file = (path: string, init: RequestInit = {}) => fetch(new URL(path, hubUrl()), init);

const table = (text: string): string[][] => parse(text, { bom: true, delimiter: ";" });

interface Listed {
  readonly id: string;
  readonly title: string;
}

/** Each list as a file, and the same list of the graph. */
const LISTS = [
  ["recommendations", "recommendations", "(first: 100)"],
  ["roadmap", "recommendations", "(filter: { closures: [OPEN] }, orderBy: DUE, first: 100)"],
  ["agenda", "events", "(orderBy: DATE, first: 100)"],
  ["publications", "publications", "(first: 100)"],
  ["indicators", "legitimacyIndicators", "(first: 100)"],
] as const;

describe("lists as files", () => {
  it.each(LISTS)("%s is in all formats what the graph gives", async (name, field, args) => {
    const data = await query<Record<string, { nodes: Listed[] }>>(
      hubUrl(),
      `{ ${field}${args} { nodes { id title(lang: NL) } } }`,
    );
    const expected = (data[field]?.nodes ?? []).map(({ id, title }) => [id, title]);
    expect(expected.length).toBeGreaterThan(0);

    const [, ...rows] = table(await (await file(`/nl/${name}.csv`)).text());
    expect(rows.map(([id, title]) => [id, title])).toEqual(expected);

    const workbook = await readXlsx(new Uint8Array(await (await file(`/nl/${name}.xlsx`)).arrayBuffer()));
    expect(workbook.sheets[0]?.rows.slice(1).map(([id, title]) => [id, title])).toEqual(expected);

    const json = (await (await file(`/nl/${name}.json`)).json()) as { rows: Listed[] };
    expect(json.rows.map(({ id, title }) => [id, title])).toEqual(expected);
  });

  it("has all pages of the list of what is missing", async () => {
    const { overview } = await query<{
      overview: { gapsConnection: { totalCount: number; kinds: { kind: string; count: number }[] } };
    }>(hubUrl(), "{ overview { gapsConnection { totalCount kinds { kind count } } } }");
    const { rows } = (await (await file("/en/missing.json")).json()) as { rows: { kind: string }[] };
    const { totalCount, kinds } = overview.gapsConnection;
    expect(rows).toHaveLength(totalCount);
    // Of German only what is asked for.
    for (const { kind, count } of kinds.filter((each) => each.kind !== "TEXT_MISSING_DE")) {
      expect(rows.filter((row) => row.kind === kind)).toHaveLength(count);
    }
  });

  it("has themes, partners, an indicator's values and changes as the graph has them", async () => {
    const indicator = "gent:indicator:positieve-ervaring-controle-winterfeesten";
    const graph = await query<{
      themes: { code: string; events: { totalCount: number } }[];
      partners: { code: string; recommendations: { totalCount: number } }[];
      record: { observations: { nodes: { value: number }[] } };
      changes: { nodes: { recordId: string }[] };
    }>(
      hubUrl(),
      `{ themes { code events { totalCount } } partners { code recommendations { totalCount } }
        record(id: "${indicator}") { ... on LegitimacyIndicator { observations { nodes { value } } } }
        changes(since: "2026-01-01T00:00:00Z", first: 100) { nodes { recordId } } }`,
    );
    const rowsOf = async (path: string) => {
      const [headings = [], ...rows] = table(await (await file(`/en/${path}`)).text());
      return (...names: string[]) => rows.map((row) => names.map((name) => row[headings.indexOf(name)]));
    };
    expect((await rowsOf("themes.csv"))("Code", "Events")).toEqual(
      graph.themes.map(({ code, events }) => [code, String(events.totalCount)]),
    );
    expect((await rowsOf("partners.csv"))("Code", "Recommendations")).toEqual(
      graph.partners.map(({ code, recommendations }) => [code, String(recommendations.totalCount)]),
    );
    expect((await rowsOf(`observations.csv?indicator=${encodeURIComponent(indicator)}`))("Value")).toEqual(
      graph.record.observations.nodes.map(({ value }) => [String(value)]),
    );
    expect((await rowsOf("changes.csv?since=2026-01-01"))("Id", "Filter applied")).toEqual(
      graph.changes.nodes.map(({ recordId }) => [recordId, "since: 2026-01-01"]),
    );
    expect(graph.changes.nodes.length).toBeGreaterThan(50);
  });

  it("has all else that pages show: progress and its history, coverage, objectives, a search, and what became of a record", async () => {
    const id = "gent:recommendation:communicatie-en-vertrouwen";
    const graph = await query<{
      overview: { progress: { code: string; total: number }[]; coverage: object[] };
      criteria: { code: string }[];
      publication: { documents: object[] };
      gentOnTrust: { totalCount: number };
      objectives: { actions: { ref: string }[] }[];
      records: { nodes: { id: string }[] };
      record: {
        changes: { nodes: { at: string }[] };
        responses: object[];
        followUps: object[];
        assessments: object[];
        measures: { ref: string }[];
      };
    }>(
      hubUrl(),
      `{ overview { progress(by: THEME) { code total } coverage { events } } criteria { code } objectives { actions { ref } }
        publication: record(id: "cc-gpi:publication:nieuwe-rekruteringsaanpak") {
          ... on Publication { documents { url language mediaType bytes sha256 } }
        }
        gentOnTrust: recommendations(filter: { themes: ["TRUST"], partners: ["GENT"] }) { totalCount }
        records(filter: { text: "vertrouwen" }, first: 100) { nodes { id } }
        record(id: "${id}") { ... on Recommendation {
          changes { nodes { at } } responses { body } followUps { id } assessments { id } measures { ref }
        } } }`,
    );
    interface Row {
      readonly by?: string;
      readonly code?: string;
      readonly total?: number;
      readonly id?: string;
      readonly at?: string;
      readonly action?: { readonly ref: string };
      readonly measure?: { readonly ref: string };
    }
    const rows = async (path: string): Promise<readonly Row[]> => {
      const response = await file(`/en/${path}`);
      expect(response.status, path).toBe(200);
      return ((await response.json()) as { rows: Row[] }).rows;
    };
    const { record } = graph;
    const gentOnTrust = graph.gentOnTrust.totalCount;
    expect(
      (await rows("progress.json")).filter(({ by }) => by === "THEME").map(({ code, total }) => ({ code, total })),
    ).toEqual(graph.overview.progress);
    expect((await rows("progresshistory.json?step=WEEK")).at(-1)?.total).toBeGreaterThan(10);
    expect(await rows("coverage.json")).toHaveLength(graph.overview.coverage.length);
    const publication = encodeURIComponent("cc-gpi:publication:nieuwe-rekruteringsaanpak");
    expect(await rows(`documents.json?publication=${publication}`)).toEqual(graph.publication.documents);
    expect(graph.publication.documents.length).toBeGreaterThan(0);
    expect(await rows("coverage.json?theme=TRUST&partner=GENT")).toEqual([
      expect.objectContaining({ theme: expect.objectContaining({ code: "TRUST" }), recommendations: gentOnTrust }),
    ]);
    // Readers without rights see none.
    expect(await rows("findings.json?partner=GENT")).toEqual([]);
    expect((await rows("criteria.json")).map(({ code }) => code)).toEqual(graph.criteria.map(({ code }) => code));
    expect((await rows("objectives.json")).map(({ action }) => action?.ref)).toEqual(
      graph.objectives.flatMap(({ actions }) => actions.map(({ ref }) => ref)),
    );
    expect((await rows("search.json?text=vertrouwen")).map((row) => row.id)).toEqual(
      graph.records.nodes.map((node) => node.id),
    );
    const of = encodeURIComponent(id);
    expect((await rows(`history.json?record=${of}`)).map(({ at }) => at)).toEqual(
      record.changes.nodes.map(({ at }) => at),
    );
    expect(await rows(`timeline.json?recommendation=${of}`)).toHaveLength(
      record.responses.length + record.followUps.length + record.assessments.length,
    );
    expect((await rows(`measures.json?recommendation=${of}`)).map(({ measure }) => measure?.ref)).toEqual(
      expect.arrayContaining(record.measures.map(({ ref }) => ref)),
    );
  });

  it("is filtered as its page is, and says by what, as of when and under which licence", async () => {
    const { recommendations } = await query<{ recommendations: { nodes: Listed[] } }>(
      hubUrl(),
      '{ recommendations(filter: { themes: ["TRUST"], partners: ["GENT"] }, first: 100) { nodes { id } } }',
    );
    const [headings = [], ...rows] = table(
      await (await file("/en/recommendations.csv?theme=TRUST&partner=GENT&after=nonsense")).text(),
    );
    const column = (name: string) => rows.map((row) => row[headings.indexOf(name)]);
    expect(column("Id")).toEqual(recommendations.nodes.map(({ id }) => id));
    expect(new Set(column("Filter applied"))).toEqual(new Set(["themes: TRUST; partners: GENT"]));
    expect(new Set(column("Licence"))).toEqual(new Set(["licence not stated by the partners"]));
    expect(column("As of")[0]).toMatch(/^\d{4}-\d{2}-\d{2}T/);
  });

  it.each([
    [
      "recommendations",
      "recommendations",
      "evidence=true&assessed=NOT_ASSESSED",
      "hasEvidence: true, assessed: [NOT_ASSESSED]",
    ],
    [
      "recommendations",
      "recommendations",
      "body=Overheden&neverReported=true",
      'addressees: ["Overheden"], neverReported: true',
    ],
    [
      "recommendations",
      "recommendations",
      "reportedBefore=2024-02-20&language=FR",
      'lastFollowUpBefore: "2024-02-20", languages: [FR]',
    ],
    ["agenda", "events", "certainty=OPEN_ENDED", "certainties: [OPEN_ENDED]"],
    ["agenda", "events", "place=BRUGGE", 'places: ["Brugge"]'],
    ["publications", "publications", "from=2024-12-31&to=2024-01-01", 'from: "2024-01-01", to: "2024-12-31"'],
    ["indicators", "legitimacyIndicators", "territory=44021&language=NL", 'territories: ["44021"], languages: [NL]'],
  ])("%s takes all filters of the graph from its address (%s?%s)", async (name, field, search, filter) => {
    const data = await query<Record<string, { nodes: Listed[] }>>(
      hubUrl(),
      `{ ${field}(filter: { ${filter} }, first: 100) { nodes { id } } }`,
    );
    const { rows } = (await (await file(`/nl/${name}.json?${search}`)).json()) as { rows: Listed[] };
    const expected = (data[field]?.nodes ?? []).map(({ id }) => id);
    expect(rows.map(({ id }) => id)).toEqual(expected);
    expect(expected.length).toBeGreaterThan(0);
    const { rows: all } = (await (await file(`/nl/${name}.json`)).json()) as { rows: Listed[] };
    if (name !== "indicators") expect(rows.length).toBeLessThan(all.length);
  });

  it("says the same on a sheet of its own in a workbook, also where no row is chosen", async () => {
    const bytes = await (await file("/en/agenda.xlsx?from=2099-01-01&to=2099-12-31&asOf=2026-01-31")).arrayBuffer();
    const { sheets } = await readXlsx(new Uint8Array(bytes));
    expect(sheets[0]?.rows.length).toBe(1);
    expect(Object.fromEntries(sheets[1]?.rows.slice(1) ?? [])).toMatchObject({
      List: "Events",
      "Filter applied": "from: 2099-01-01; to: 2099-12-31",
      Licence: "licence not stated by the partners",
    });
  });

  it("says it in a CSV in a row of its own where no row is chosen", async () => {
    const [headings = [], ...rows] = table(
      await (await file("/en/publications.csv?text=no-such-words&asOf=2026-01-31")).text(),
    );
    expect(rows).toHaveLength(1);
    const said = Object.fromEntries(headings.map((heading, index) => [heading, rows[0]?.[index]]));
    expect(said).toMatchObject({ Id: "", Title: "", "Filter applied": "text: no-such-words" });
    expect(said["As of"]).toMatch(/^2026-01-31T/);
    expect(said["Licence"]).not.toBe("");
  });

  it("is told from a page that cannot be read: what an address chooses wrongly is the reader's to mend", async () => {
    for (const path of ["/nl/agenda", "/nl/agenda.csv", "/nl/agenda.ics", "/nl/publications.json"]) {
      const response = await file(`${path}?theme=NOPE`);
      expect(response.status, path).toBe(400);
      expect(await response.text(), path).toContain("BAD_USER_INPUT");
    }
  });

  it("opens in Excel in Belgium: semicolons, a mark of UTF-8 and CRLF", async () => {
    const bytes = new Uint8Array(await (await file("/nl/indicators.csv")).arrayBuffer());
    expect(Buffer.from(bytes.slice(0, 3)).toString("hex")).toBe("efbbbf");
    const text = new TextDecoder().decode(bytes);
    expect(text.split("\r\n").length).toBeGreaterThan(2);
    expect(text.replaceAll("\r\n", "")).not.toContain("\n");
  });

  it.each([
    ["csv", "text/csv; charset=utf-8; header=present"],
    ["xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"],
    ["json", "application/json; charset=utf-8"],
  ])("is served as a %s file to keep, to GET and HEAD alike", async (ending, type) => {
    for (const method of ["GET", "HEAD"]) {
      const response = await file(`/nl/recommendations.${ending}`, { method });
      expect(response.status).toBe(200);
      expect(response.headers.get("content-type")).toBe(type);
      const disposition = response.headers.get("content-disposition");
      expect(disposition).toMatch(/^attachment; filename="recommendations-\d{4}-\d{2}-\d{2}\.\w+"$/);
      expect(disposition).toContain(`.${ending}"`);
      expect(response.headers.get("vary")).toContain("authorization");
      expect((await response.arrayBuffer()).byteLength > 0).toBe(method === "GET");
    }
  });

  it("says that there is no such file or filter, and gives none to a reader whose token is bad", async () => {
    for (const path of ["/nl/nothing.csv", "/nl/recommendations.pdf", "/nl/constructor.csv"]) {
      expect((await file(path)).status, path).toBe(404);
    }
    for (const path of [
      "/nl/agenda.csv?theme=%25",
      "/fr/recommendations.json?partner=a%00b",
      "/en/roadmap.xlsx?body=x&partner=x",
    ]) {
      const wrong = await file(path);
      expect(wrong.status, path).toBe(400);
      expect(await wrong.text()).toMatch(/BAD_USER_INPUT/);
    }
    const refused = await file("/nl/recommendations.csv", { headers: { authorization: "Bearer nonsense" } });
    expect(refused.status).toBe(401);
    expect(refused.headers.get("content-disposition")).toBeNull();
    expect(await refused.text()).toMatch(/TOKEN_MALFORMED/);
  });
});
