import { randomBytes } from "node:crypto";
import { link, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** A password kept in a file of its own that only the launcher's user can read; `fresh` when it was made just now. */
export async function passwordOf(home: string, role: string): Promise<{ password: string; fresh: boolean }> {
  const folder = join(home, "passwords");
  const file = join(folder, role);
  const kept = await readFile(file, "utf8").catch(() => undefined);
  if (kept) return { password: kept, fresh: false };
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const draft = `${file}.${randomBytes(4).toString("hex")}`;
  await writeFile(draft, randomBytes(24).toString("base64url"), { mode: 0o600 });
  // A link appears whole or not at all, and fails when another process was first.
  await link(draft, file).catch(() => undefined);
  await rm(draft);
  return { password: await readFile(file, "utf8"), fresh: true };
}
