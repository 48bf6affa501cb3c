import { type Asked, type Contender, contendersOf, requestOf } from "./federation/contenders.ts";
import { machine, type Measured, Measurement } from "./federation/measure.ts";
import { startPeers } from "./federation/peers.ts";
import { type Setting, startSetting } from "./federation/setting.ts";
import { newBodies, type Workload, WORKLOADS } from "./federation/workloads.ts";
import { benchmark } from "./support/benchmark.ts";
import { peakMemory } from "./support/processes.ts";
import { showProgress } from "./support/progress.ts";
import { startTable } from "./support/table.ts";

/** Connections at a time. */
const CONNECTIONS = [10, 50];
const ASKED: readonly Asked[] = ["same", "new"];
const HEADINGS = [
  "workload           ",
  "asked",
  "connections",
  "contender        ",
  "bytes",
  "unlike",
  "p50 ms",
  "p99 ms",
  "a second",
  "hub µs",
  "partners µs",
  "database µs",
  "own µs",
  "elsewhere",
  "load",
];

interface Piece {
  readonly workload: Workload;
  readonly contenders: readonly Contender[];
  readonly bodies: () => string;
  readonly asked: Asked;
  readonly connections: number;
}

await benchmark(
  {
    about: `Compares the hub over all partners with plain Fastify, with asking the owners, and with Hive Gateway.
Five queries, each the same again and again and with a variable that is new each time; every contender in turns, in rounds of one run over one
database. Answers are compared before anything is timed; "unlike" counts those that were of another length later.
Prints the latency, requests a second, and microseconds of processor for each request by process ("own": the contender's, where it is not the hub). "elsewhere" are cores that other programs of the machine kept busy: on a quiet machine next to none.`,
    counts: {
      rounds: { about: "rounds", default: 5 },
      ms: { about: "milliseconds of each contender in a round", default: 2_000, min: 100 },
      hubs: {
        about: "processes of the hub over the one database; with more than one, all of them together are compared too",
        default: 1,
        max: 8,
      },
    },
    flags: { peers: "compare with Hive Gateway too, which is installed first in test/bench/peers" },
  },
  async ({ rounds, ms, hubs, peers: withPeers }, defer) => {
    process.stdout.write(`${machine()}\n`);
    const setting = await startSetting(hubs, defer);
    const peers = withPeers ? await startPeers(setting, defer) : [];
    const pieces: Piece[] = [];
    for (const workload of WORKLOADS) {
      const contenders = await contendersOf(workload, setting, peers, defer);
      const bodies = newBodies(workload);
      for (const asked of ASKED)
        for (const connections of CONNECTIONS) pieces.push({ workload, contenders, bodies, asked, connections });
    }
    const print = startTable(...HEADINGS);
    const progress = showProgress("rounds", pieces.length * rounds);
    for (const [index, piece] of pieces.entries()) {
      const measured = await measurePiece(piece, setting, { rounds, ms }, (round) => progress(index * rounds + round));
      for (const [{ name, bytes }, { p50, p99, perSecond, micros, unlike, elsewhere, loadAverage }] of measured) {
        const { hub, partners, database, own } = micros;
        const who = [piece.workload.name, piece.asked, piece.connections, name, bytes, unlike];
        print(...who, p50, p99, perSecond, hub, partners, database, own, elsewhere, loadAverage);
      }
    }
    const memory = startTable("process          ", "peak MiB");
    for (const [name, pids] of Object.entries(setting.pids)) memory(name, peakMemory(pids));
    for (const { name, pid } of peers) memory(name, peakMemory([pid]));
  },
);

/** Rounds in which every contender has its turn, so that whatever else the machine does befalls all of them. */
async function measurePiece(
  { workload, contenders, bodies, asked, connections }: Piece,
  setting: Setting,
  { rounds, ms }: Readonly<Record<"rounds" | "ms", number>>,
  onRound: (round: number) => void,
): Promise<readonly (readonly [Contender, Measured])[]> {
  const measurements = contenders
    .filter(({ only = asked }) => only === asked)
    .map((each) => [each, new Measurement(each, requestOf(each, workload, asked, bodies), setting)] as const);
  for (const [, measurement] of measurements) await measurement.warmUp(connections, ms / 4);
  for (let round = 1; round <= rounds; round += 1) {
    for (const [, measurement] of measurements) await measurement.round(connections, ms);
    onRound(round);
  }
  return measurements.map(([each, measurement]) => [each, measurement.result()]);
}
