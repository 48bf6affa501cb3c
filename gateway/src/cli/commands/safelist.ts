import { writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { makeManifest, SafelistError } from "../../operations/safelist.js";
import { CliError } from "../base/cli-error.js";
import { type Command, UsageError } from "../base/command.js";

const HELP = `Usage: npm run hub -- safelist make <folder> [--out <file>]

Makes a manifest of the queries in a folder's .graphql files, for a hub that is to answer those and no others: SEGPOL_SAFELIST=<file>.
Folders in it are read too, but those called "desk": their operations are for partners' desks. The format is that of Apollo's persisted
query manifests, which clients' own tools write too. Needs no hub. Written to standard output without --out.
`;

export const safelist: Command = {
  help: HELP,
  async run(words, { print }) {
    const { values, positionals } = parseArgs({
      args: [...words],
      allowPositionals: true,
      options: { out: { type: "string" } },
    });
    const [action, folder, ...more] = positionals;
    if (action !== "make" || folder === undefined || more.length > 0) {
      throw new UsageError("Expected safelist make <folder>. See --help.");
    }
    const manifest = manifestOf(folder);
    if (values.out === undefined) {
      print(manifest.trimEnd());
      return 0;
    }
    await writeFile(values.out, manifest);
    print(`Written to ${values.out}. Start the hub with SEGPOL_SAFELIST=${resolve(values.out)}.`);
    return 0;
  },
};

function manifestOf(folder: string): string {
  try {
    return makeManifest(folder);
  } catch (error) {
    if (error instanceof SafelistError) throw new CliError(error.message);
    if (error instanceof Error && "code" in error) {
      throw new CliError(`Expected a folder that can be read, ${error.message}.`);
    }
    throw error;
  }
}
