import { randomBytes } from "node:crypto";
import { chown, link, mkdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { isRoot } from "./account.js";

/**
 * A password kept in a file of its own that only the launcher's user can read; `fresh` when it was made just now. A new one equals
 * that of `template`, another home, if one is given.
 */
export async function passwordOf(
  home: string,
  role: string,
  template?: string,
): Promise<{ password: string; fresh: boolean }> {
  const folder = join(home, "passwords");
  const file = join(folder, role);
  const kept = await readFile(file, "utf8").catch(() => undefined);
  if (kept) return { password: kept, fresh: false };
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const draft = `${file}.${randomBytes(4).toString("hex")}`;
  const made = template === undefined ? undefined : await readFile(join(template, "passwords", role), "utf8");
  await writeFile(draft, made ?? randomBytes(24).toString("base64url"), { mode: 0o600 });
  // Written by root in another user's folder, it must stay readable for that user.
  const { uid, gid } = await stat(home);
  if (isRoot() && uid !== 0) await Promise.all([folder, draft].map(async (path) => await chown(path, uid, gid)));
  // A hard link appears atomically, and fails if another process was first.
  await link(draft, file).catch(() => undefined);
  await rm(draft);
  return { password: await readFile(file, "utf8"), fresh: true };
}
