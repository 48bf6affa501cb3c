import { readFileSync } from "node:fs";

/** The files of a build that a page needs, as addresses. */
export interface PageAssets {
  readonly script: string;
  readonly styles: readonly string[];
  /** Chunks that the script will ask for. */
  readonly preloads: readonly string[];
}

/** A file of the build, as Vite's manifest has it. */
interface ManifestEntry {
  readonly file: string;
  readonly css?: readonly string[];
  readonly imports?: readonly string[];
}

type Manifest = Readonly<Record<string, ManifestEntry>>;

const ENTRY = "src/client.tsx";

/** Finds, by the manifest of the build, the files that a page made of certain modules needs. */
export function readAssets(manifestFile: string, prefix: string): (modules: readonly string[]) => PageAssets {
  const manifest = JSON.parse(readFileSync(manifestFile, "utf8")) as Manifest;
  const entry = manifest[ENTRY];
  if (!entry) throw new Error(`Expected ${manifestFile} to name ${ENTRY}; it does not. Build the pages: npm run build`);
  const address = (file: string): string => `${prefix}${file}`;
  return (modules) => ({
    script: address(entry.file),
    styles: (entry.css ?? []).map(address),
    preloads: [...filesOf(manifest, [ENTRY, ...modules])].filter((file) => file !== entry.file).map(address),
  });
}

function filesOf(manifest: Manifest, names: readonly string[], found = new Set<string>()): ReadonlySet<string> {
  for (const name of names) {
    const chunk = manifest[name];
    if (!chunk || found.has(chunk.file)) continue;
    found.add(chunk.file);
    filesOf(manifest, chunk.imports ?? [], found);
  }
  return found;
}
