/** Writes the tables of variables in the documentation from the tables that the processes read their settings with. */
import { readFile, writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";

const USAGE = `npm run docs                 writes the tables of variables in docs/configuration.md and launcher/README.md
npm run docs -- --check      fails where they are not as written (what has been built counts: npm run build)
npm run docs -- --help       this text

The tables stand between <!-- settings: NAME --> and <!-- /settings -->; what stands around them is written by hand.`;

const PAGES = ["docs/configuration.md", "launcher/README.md"].map((name) => new URL(`../${name}`, import.meta.url));
const BLOCK = /(<!-- settings: ([a-z-]+) -->\n)[^]*?(<!-- \/settings -->)/g;

const PARTNER_URLS = {
  name: "<CODE>_URL",
  shownDefault: "`http://localhost:4101/graphql` and up",
  about: "a partner's graph: `CPS_URL`, `CC_GPI_URL` ...",
};

async function tables() {
  const server = await import("../server/dist/index.js");
  const hub = await import("../gateway/dist/config/config-tables.js");
  const sdl = await import("../gateway/dist/config/sdl-limit-settings.js");
  const partner = await import("../subgraphs/kit/dist/serving/config-tables.js");
  const launcher = await import("../launcher/dist/plan/settings.js");
  const byName = {
    hub: [...Object.values(hub.PROCESS_SETTINGS), PARTNER_URLS],
    partners: Object.values(hub.PARTNER_SETTINGS),
    harvest: Object.values(hub.HARVEST_SETTINGS),
    admin: Object.values(hub.ADMIN_SETTINGS),
    "sdl-limits": Object.values(sdl.SDL_LIMIT_SETTINGS),
    identity: [...Object.values(server.IDENTITY_SETTINGS), ...Object.values(server.HUB_KEY_SETTINGS)],
    "sign-in": Object.values(server.SIGN_IN_SETTINGS),
    operations: Object.values(hub.OPERATION_SETTINGS),
    answers: Object.values(hub.ANSWER_SETTINGS),
    history: Object.values(hub.HISTORY_SETTINGS),
    limits: [...Object.values(hub.QUERY_LIMIT_SETTINGS), ...Object.values(hub.CLIENT_LIMIT_SETTINGS)],
    launcher: [
      ...Object.values(launcher.LAUNCHER_SETTINGS),
      ...Object.values(launcher.processSettings("<CODE>")),
      ...Object.values(launcher.ALONE_SETTINGS),
      ...Object.values(launcher.PASSED_ON_SETTINGS),
    ],
    partner: [
      ...Object.values(partner.PROCESS_SETTINGS),
      ...Object.values(partner.FILE_SETTINGS),
      ...Object.values(partner.LIMIT_SETTINGS),
    ],
  };
  return Object.fromEntries(Object.entries(byName).map(([name, settings]) => [name, server.renderSettings(settings)]));
}

async function main() {
  const { values } = parseArgs({ options: { check: { type: "boolean" }, help: { type: "boolean" } } });
  if (values.help) return console.log(USAGE);
  const rendered = await tables();
  const pages = await Promise.all(PAGES.map(async (file) => ({ file, text: await readFile(file, "utf8") })));
  const places = pages.flatMap(({ text }) => [...text.matchAll(BLOCK)].map(([, , name]) => name));
  const names = Object.keys(rendered);
  if (names.toSorted().join() !== places.toSorted().join()) {
    throw new Error(
      `Expected each of the tables ${names.join(", ")} once in the documentation; got ${places.join(", ")}.`,
    );
  }
  for (const { file, text } of pages) {
    const written = text.replaceAll(BLOCK, (_block, start, name, end) => `${start}${rendered[name]}\n${end}`);
    if (written === text) continue;
    if (values.check) throw new Error(`Expected the tables of ${file.pathname} as the settings are; run: npm run docs`);
    await writeFile(file, written);
  }
}

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
