// Generates a partner's package under plugins/ from plugins/template.
import { cp, mkdtemp, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { checkConformance, isPartnerCode, typePrefix, vocabulary } from "@segpol/schema";
import { findPartnerPackages, nextPort, PartnerPackageError } from "@segpol/schema/partner-packages";

const HELP = `Generates plugins/<code> from plugins/template: a partner's package that starts, with tests and one sample record.

Usage: npm run partner:new -- --code VUB --name "Vrije Universiteit Brussel"

  --code CODE       capitals and digits, words joined by an underscore: VUB, CC_GPI. At most 20 characters. It is part of
                    every id and type name, and permanent.
  --name NAME       the organisation's name for readers. At most 80 characters.
  --root FOLDER     root of the repository (default: the repository of this program)
  --help            this text
`;

/** Generated folders, which are not part of the template. */
const NOT_COPIED = new Set(["node_modules", "dist", ".turbo"]);
/** Port in the template's files. */
const TEMPLATE_PORT = 4108;

class UsageError extends Error {}
class RefusedError extends Error {}

async function main() {
  const { values } = readArguments();
  if (values.help) {
    process.stdout.write(HELP);
    return;
  }
  const rootDir = resolve(values.root ?? fileURLToPath(new URL("..", import.meta.url)));
  const name = checkName(values.name);
  const partners = await findPartnerPackages(rootDir);
  const code = await checkCode(values.code, partners, rootDir);
  const slug = code.toLowerCase().replaceAll("_", "-");
  const folder = await checkFolder(slug, rootDir);
  const port = nextPort(new Set(partners.map(({ defaultPort }) => defaultPort)));
  await generate(join(rootDir, "plugins/template"), folder, { code, slug, name, port });
  process.stdout.write(report({ code, slug, name, port }));
}

function readArguments() {
  try {
    return parseArgs({
      options: {
        code: { type: "string" },
        name: { type: "string" },
        root: { type: "string" },
        help: { type: "boolean", short: "h" },
      },
    });
  } catch (error) {
    throw new UsageError(error.message);
  }
}

function checkName(given) {
  const name = given?.trim() ?? "";
  if (name === "")
    throw new UsageError('Expected --name with the organisation\'s name; got none: --name "Politiezone X".');
  if (name.length > 80)
    throw new UsageError(`Expected a name of at most 80 characters; got ${name.length}: shorten it.`);
  if (/[\p{Cc}\u2028\u2029"`$\\]/u.test(name)) {
    throw new UsageError(
      "Expected a name on one line, without double quotes, backticks, dollar signs or backslashes; leave those out.",
    );
  }
  return name;
}

async function checkCode(code, partners, rootDir) {
  if (code === undefined) throw new UsageError("Expected --code with the partner's code; got none: --code VUB.");
  if (!isPartnerCode(code) || code.length > 20) {
    throw new UsageError(
      `Expected a code of at most 20 capitals and digits, words joined by an underscore, such as VUB or CC_GPI; got "${code}".`,
    );
  }
  const known = [
    "HUB",
    ...vocabulary.partners.map((partner) => partner.code),
    ...partners.map((partner) => partner.code),
  ];
  if (known.includes(code)) {
    throw new RefusedError(
      `Expected a code that is free; ${code} is taken. Taken are ${[...new Set(known)].join(", ")}.`,
    );
  }
  const graph = await readFile(join(rootDir, "gateway/supergraph.graphql"), "utf8");
  const reservedNames = Array.from(
    graph.matchAll(/^(?:type|interface|enum|input|scalar|union) (\w+)/gm),
    ([, type]) => type,
  );
  const clash = checkConformance({ code, sdl: "scalar Unused", knownCodes: known, reservedNames }).find(
    (finding) => finding.code === "PARTNER_CODE_CONFLICT",
  );
  if (clash) throw new RefusedError(`${clash.message} ${clash.mend}`);
  return code;
}

async function checkFolder(slug, rootDir) {
  for (const [folder, name] of await packageNames(rootDir)) {
    if (name !== `@segpol/${slug}`) continue;
    throw new RefusedError(
      `Expected @segpol/${slug} to be free as a package's name; ${folder} has it. Choose another code.`,
    );
  }
  if ((await readdir(join(rootDir, "plugins"))).includes(slug)) {
    throw new RefusedError(
      `Expected plugins/${slug} not to exist; it does. Choose another code, or move the folder away.`,
    );
  }
  return join(rootDir, "plugins", slug);
}

/** Writes to a temporary folder beside the package's, and renames it when it is complete. */
async function generate(template, folder, partner) {
  const draft = await mkdtemp(join(dirname(folder), ".new-"));
  try {
    await cp(template, draft, { recursive: true, filter: (source) => !NOT_COPIED.has(basename(source)) });
    await rename(join(draft, "package.template.json"), join(draft, "package.json"));
    for (const entry of await readdir(draft, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue;
      const file = join(entry.parentPath, entry.name);
      await writeFile(file, fillIn(await readFile(file, "utf8"), partner));
    }
    await rename(draft, folder);
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    throw error;
  }
}

function fillIn(text, { code, slug, name, port }) {
  return text
    .replaceAll("TEMPLATE", code)
    .replaceAll("Template", typePrefix(code))
    .replaceAll("template", slug)
    .replaceAll(String(TEMPLATE_PORT), String(port))
    .replaceAll('"ORGANISATION_NAME"', () => JSON.stringify(name))
    .replaceAll("ORGANISATION_NAME", () => name);
}

function report({ code, slug, name, port }) {
  const steps = [
    ["npm install", "link the package"],
    [`npm run build -- --filter=@segpol/${slug}`, "build it and its dependencies"],
    [`npm run sdl -w plugins/${slug}`, "write its schema.graphql"],
    [`npm test -w plugins/${slug}`, "test it against the contract"],
    ["npm start", "start it with the hub and all partners"],
  ];
  const width = Math.max(...steps.map(([command]) => command.length));
  return `Generated plugins/${slug}: ${name} (${code}), port ${port}, with one sample event, ${slug}:event:voorbeeld.

Next
${steps.map(([command, why]) => `  ${command.padEnd(width)}  ${why}`).join("\n")}

Then replace the sample in plugins/${slug}/src/seed/event.ts. plugins/README.md describes the next steps.
`;
}

/** Folder and name of every package of the workspace. */
async function packageNames(rootDir) {
  const { workspaces } = await readJson(join(rootDir, "package.json"));
  const folders = await Promise.all(
    workspaces.map(async (each) => {
      const parent = dirname(each);
      return each.endsWith("/*") ? (await readdir(join(rootDir, parent))).map((name) => join(parent, name)) : [each];
    }),
  );
  return await Promise.all(
    folders.flat().map(async (folder) => [folder, (await readJson(join(rootDir, folder, "package.json")))?.name]),
  );
}

async function readJson(file) {
  try {
    return JSON.parse(await readFile(file, "utf8"));
  } catch (error) {
    if (error.code === "ENOENT" || error.code === "ENOTDIR") return undefined;
    throw new RefusedError(`Expected ${file} to be JSON: ${error.message}`);
  }
}

try {
  await main();
} catch (error) {
  if (![UsageError, RefusedError, PartnerPackageError].some((kind) => error instanceof kind)) throw error;
  process.stderr.write(
    `${error.message}\nNothing was written.${error instanceof UsageError ? " --help shows how." : ""}\n`,
  );
  process.exitCode = error instanceof UsageError ? 2 : 1;
}
