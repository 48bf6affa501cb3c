import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { findPartnerPackages } from "@segpol/schema/partner-packages";

/** What no partner may import: the gateway, a partner, and a package that does not exist yet. */
const FORBIDDEN = ["@segpol/gateway", "@segpol/schema", "@segpol/not-yet", "@segpol/not-yet/records"];
const LINT_SCRIPT = "oxlint -c ../../.oxlintrc.json";
const OXLINT = fileURLToPath(new URL("../../node_modules/.bin/oxlint", import.meta.url));

/**
 * Partners' packages to which the lint rules do not apply: the package's own lint script is not the one of all, or .oxlintrc.json lets
 * a file of the package import what no partner may. The second is tried with oxlint itself, on a file that imports it.
 */
export async function findPartnersOutsideLint(root: string): Promise<readonly string[]> {
  const packages = await findPartnerPackages(root);
  const faults: string[] = [];
  for (const { folder } of packages) {
    const { scripts } = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
    if (scripts?.lint === LINT_SCRIPT) continue;
    faults.push(`${relative(root, folder)}: expected the script "lint": "${LINT_SCRIPT}" in its package.json.`);
  }
  const folders = packages.map(({ folder }) => relative(root, folder));
  const refused = await refusedImports(root, folders);
  for (const folder of folders) {
    const allowed = FORBIDDEN.filter((name) => !refused.get(folder)?.has(name));
    if (allowed.length === 0) continue;
    faults.push(
      `${folder}: expected .oxlintrc.json to forbid imports of ${allowed.join(", ")}; it allows them. Mend its overrides.`,
    );
  }
  return faults;
}

/** Which of the forbidden imports oxlint refuses in each folder. The files that it is tried on are written to a temporary folder. */
async function refusedImports(
  root: string,
  folders: readonly string[],
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const trial = await mkdtemp(join(tmpdir(), "segpol-lint-"));
  try {
    const config = JSON.parse(await readFile(join(root, ".oxlintrc.json"), "utf8"));
    // There are no types to read there.
    await writeFile(join(trial, ".oxlintrc.json"), JSON.stringify({ ...config, options: {} }));
    for (const folder of folders) {
      await mkdir(join(trial, folder, "src"), { recursive: true });
      await writeFile(join(trial, folder, "src/partner.ts"), FORBIDDEN.map((name) => `import "${name}";\n`).join(""));
    }
    const refused = new Map<string, Set<string>>();
    for (const { code, filename, message } of await lint(trial)) {
      const folder = folders.find((each) => filename.startsWith(`${each}/`));
      const name = FORBIDDEN.find((each) => message.includes(`'${each}'`));
      if (code !== "eslint(no-restricted-imports)" || folder === undefined || name === undefined) continue;
      refused.set(folder, (refused.get(folder) ?? new Set()).add(name));
    }
    return refused;
  } finally {
    await rm(trial, { recursive: true, force: true });
  }
}

interface Diagnostic {
  readonly code: string;
  readonly message: string;
  readonly filename: string;
}

async function lint(folder: string): Promise<readonly Diagnostic[]> {
  const args = [OXLINT, "-c", ".oxlintrc.json", "--format", "json"];
  // Exit code 1 only says that there are diagnostics.
  const output = await new Promise<string>((resolve, reject) => {
    execFile(process.execPath, args, { cwd: folder }, (error, stdout, stderr) => {
      if (error && error.code !== 1) reject(new Error(`Expected oxlint to run: ${stdout}${stderr}`, { cause: error }));
      else resolve(stdout);
    });
  });
  return JSON.parse(output).diagnostics;
}
