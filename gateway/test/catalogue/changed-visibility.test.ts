import { VISIBILITIES } from "@segpol/identity";
import { recordId } from "@segpol/schema";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { READERS } from "../support/readers.js";
import { NOW, startHub, type TestHub } from "./support/hub.js";
import { modelRecord } from "./support/model.js";
import { askAs, maySee, named, OWNERS } from "./support/visibility-rule.js";

let hub: TestHub;
beforeAll(async () => {
  hub = await startHub();
});
afterAll(async () => await hub.stop());

describe("a record whose visibility has changed", () => {
  const START = new Date(NOW.getTime() + 600_000);
  const at = (seconds: number): Date => new Date(START.getTime() + seconds * 1_000);
  const changed = OWNERS.flatMap((owner) =>
    VISIBILITIES.flatMap((before) =>
      VISIBILITIES.map((after) => ({
        owner,
        before,
        after,
        id: recordId(owner, "Event", `from-${before}-to-${after}`.toLowerCase()),
      })),
    ),
  );
  const write = async (visibility: (step: (typeof changed)[number]) => string): Promise<void> =>
    await hub.index(
      changed.map((step) =>
        modelRecord(step.id, {
          visibility: visibility(step),
          title: { original: "NL", NL: `Wissel ${visibility(step)}` },
        }),
      ),
      hub.now.toISOString(),
    );
  beforeAll(async () => {
    hub.now = START;
    await write(({ before }) => before);
    hub.now = at(10);
    await write(({ after }) => after);
    hub.now = at(60);
  });

  describe.each(READERS.map((roles) => [named(roles), roles] as const))("for whoever has %s", (_name, roles) => {
    const ask = askAs(() => hub, roles);
    const idsWhere = (passes: (sawBefore: boolean, seesNow: boolean) => boolean): string[] =>
      changed
        .filter(({ before, after, owner }) => passes(maySee(roles, before, owner), maySee(roles, after, owner)))
        .map(({ id }) => id)
        .toSorted();
    const list = async (instant?: Date): Promise<string[]> => {
      const answer = (await ask(`{ records(first: 100, filter: { text: "wissel" }) { nodes { id } } }`, instant)) as {
        records: { nodes: { id: string }[] };
      };
      return answer.records.nodes.map(({ id }) => id).toSorted();
    };

    test("is there now by what it is now, and was there then by that and by what it was", async () => {
      expect(await list()).toEqual(idsWhere((_before, now) => now));
      expect(await list(at(5))).toEqual(idsWhere((before, now) => before && now));
    });

    test("is among what has changed as it came into their view or left it", async () => {
      const answer = (await ask(
        `{ changes(since: "${START.toISOString()}", first: 100) { nodes { at kind recordId fields } } }`,
      )) as { changes: { nodes: { at: string; kind: string; recordId: string; fields: string[] }[] } };
      const { nodes } = answer.changes;
      const ids = (kind: string, instant: Date): string[] =>
        nodes
          .filter((node) => node.kind === kind && node.at === instant.toISOString())
          .map(({ recordId: id }) => id)
          .toSorted();
      // The instants of partners that are written one after another differ by a little.
      const of = (kind: string, from: number): string[] =>
        [0, 1, 2].flatMap((late) => ids(kind, new Date(at(from).getTime() + late))).toSorted();
      expect(of("CREATED", 0)).toEqual(idsWhere((before, now) => before && now));
      expect(of("CREATED", 10)).toEqual(idsWhere((before, now) => !before && now));
      expect(of("WITHDRAWN", 10)).toEqual(idsWhere((before, now) => before && !now));
      const updated = changed.filter(({ before, after }) => before !== after).map(({ id }) => id);
      expect(of("UPDATED", 10)).toEqual(idsWhere((before, now) => before && now).filter((id) => updated.includes(id)));
      expect(nodes).toHaveLength(
        of("CREATED", 0).length + of("CREATED", 10).length + of("WITHDRAWN", 10).length + of("UPDATED", 10).length,
      );
      for (const { kind, fields } of nodes) if (kind !== "UPDATED") expect(fields).toEqual([]);
    });
  });
});
