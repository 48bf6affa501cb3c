import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, expect, it } from "vitest";
import { ADMIN_ENV, adminOf } from "../admin/admin-client.js";
import { StubPartner } from "../support/stub-partner.js";
import { startHub, type TestHub, untilListed } from "../support/hub-harness.js";
import { useHubDatabases } from "../support/hub-database.js";

const CONNECTIONS = 50;
/** A round is a join, two publishes and a leave. */
const CHANGES = 20;

const newDatabase = useHubDatabases();
const cps = new StubPartner("CPS");
/** One newcomer at two addresses: to publish is to move from one to the other. */
const [vub, moved] = [new StubPartner("VUB"), new StubPartner("VUB")];
let hub: TestHub | undefined;

afterEach(async () => {
  await hub?.stop();
  await Promise.all([cps, vub, moved].map((partner) => partner.stop()));
});

it(`under ${CONNECTIONS} connections, ${CHANGES} joins, publishes and leaves cost not one answer`, async () => {
  for (const partner of [cps, vub, moved]) {
    const id = `${partner.code.toLowerCase()}:event:first`;
    partner.put(id, {
      title: { original: "NL", NL: partner.code },
      themes: ["TRUST"],
      focusGroups: [`groups of ${partner.code}`],
    });
    await partner.start();
  }
  const started = await startHub(await newDatabase(), [cps], { ...ADMIN_ENV, SEGPOL_PARTNER_TIMEOUT_MS: "60000" });
  hub = started;
  await untilListed(started, 1);
  const admin = adminOf(started);
  const load = askAllTheTime(started);
  const changes = [
    () => admin.join({ code: "VUB", url: vub.definition.url }),
    () => admin.publish({ code: "VUB", url: moved.definition.url }),
    () => admin.publish({ code: "VUB", url: vub.definition.url }),
    () => admin.leave("VUB"),
  ];
  const accepted: boolean[] = [];
  try {
    for (let count = 0; count < CHANGES; count += 1) {
      const change = changes[count % changes.length];
      if (change) accepted.push((await change()).accepted);
      // Each version serves until so many have been answered since.
      const enough = load.answers + CONNECTIONS;
      while (load.answers < enough) await sleep(20);
    }
  } finally {
    await load.stop();
  }
  expect(accepted).toEqual(Array.from({ length: CHANGES }, () => true));
  expect(load.wrong).toEqual([]);
  expect(load.answers).toBeGreaterThanOrEqual(CONNECTIONS * CHANGES);
  expect(load.partnersSeen).toEqual(new Set(["CPS", "CPS VUB"]));
}, 600_000);

/** Most of the questions are the same; every fifth is never the same twice, and has to be planned. */
function askAllTheTime(asked: TestHub) {
  const wrong: string[] = [];
  const partnersSeen = new Set<string>();
  const state = { answers: 0, stopped: false };

  async function one(connection: number, round: number): Promise<void> {
    const name = connection % 5 === 0 ? `Other${connection}x${round}` : "Same";
    const { status, data, errors } = await asked.ask(
      `query ${name} {
        partners { code }
        records { totalCount nodes { __typename id title partner { code } themes { code } ... on CpsEvent { focusGroups } } }
      }`,
    );
    state.answers += 1;
    const known = data?.records?.nodes?.find(({ id }: { id: string }) => id === "cps:event:first");
    const isRight =
      status === 200 &&
      errors.length === 0 &&
      known?.title === "CPS" &&
      known.focusGroups?.[0] === "groups of CPS" &&
      data.records.totalCount === data.records.nodes.length &&
      data.records.nodes.every((node: { partner: { code: string } }) =>
        data.partners.some(({ code }: { code: string }) => code === node.partner.code),
      );
    if (!isRight && wrong.length < 5) wrong.push(JSON.stringify({ status, data, errors }));
    partnersSeen.add((data?.partners ?? []).map(({ code }: { code: string }) => code).join(" "));
  }

  const loops = Array.from({ length: CONNECTIONS }, async (_, connection) => {
    for (let round = 0; !state.stopped; round += 1) {
      await one(connection, round).catch((error: unknown) => wrong.push(String(error)));
      // A steady load, not all that the machine can bear: it is shared with the worker that composes.
      await sleep(500);
    }
  });
  return {
    wrong,
    partnersSeen,
    get answers() {
      return state.answers;
    },
    async stop() {
      state.stopped = true;
      await Promise.all(loops);
    },
  };
}
