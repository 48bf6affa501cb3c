import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import { readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { isRole, type Role } from "@segpol/identity";
import { LauncherError } from "../errors.js";

/** A program that may request tokens of the local issuer. */
export interface Client {
  readonly id: string;
  readonly secret: string;
  readonly roles: readonly Role[];
}

/** Clients for the cabinet, for the hub's administrator, and for an editor and a reader of each partner. */
function usualClients(codes: readonly string[]): Omit<Client, "secret">[] {
  const staff = codes.flatMap((code) =>
    (["editor", "reader"] as const).map((office) => ({
      id: `${code.toLowerCase().replaceAll("_", "-")}-${office}`,
      roles: [`partner:${code}:${office}`] as const,
    })),
  );
  return [{ id: "cabinet", roles: ["cabinet"] }, { id: "hub-admin", roles: ["hub:admin"] }, ...staff];
}

/**
 * The clients of the file clients.json, which only its owner can read and may edit. Missing default clients are added, each with a new
 * secret.
 */
export async function keptClients(folder: string, codes: readonly string[]): Promise<Client[]> {
  const file = join(folder, "clients.json");
  const kept = await readClients(file);
  const added = usualClients(codes)
    .filter(({ id }) => !kept.some((client) => client.id === id))
    .map(({ id, roles }) => ({ id, secret: randomBytes(24).toString("base64url"), roles }));
  if (added.length === 0) return kept;
  const clients = [...kept, ...added];
  const draft = `${file}.${randomBytes(4).toString("hex")}`;
  try {
    await writeFile(draft, `${JSON.stringify({ clients }, undefined, 2)}\n`, { mode: 0o600, flag: "wx" });
    await rename(draft, file);
  } finally {
    await rm(draft, { force: true });
  }
  return clients;
}

async function readClients(file: string): Promise<Client[]> {
  const text = await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return undefined;
    throw error;
  });
  if (text === undefined) return [];
  const clients = parse(text);
  if (clients?.every(isClient)) return clients;
  // The value is not repeated: it contains secrets.
  throw new LauncherError(
    "ISSUER_FAILED",
    `Expected {"clients": [{"id": ..., "secret": ..., "roles": [...]}]} with known roles in ${file}; got something else. ` +
      "Repair it, or delete it: it is then generated with new secrets.",
  );
}

function parse(text: string): unknown[] | undefined {
  try {
    const { clients } = JSON.parse(text) as { clients?: unknown };
    return Array.isArray(clients) ? clients : undefined;
  } catch {
    return undefined;
  }
}

function isClient(value: unknown): value is Client {
  if (typeof value !== "object" || value === null) return false;
  const { id, secret, roles } = value as Record<string, unknown>;
  return isText(id) && isText(secret) && Array.isArray(roles) && roles.every(isRole);
}

function isText(value: unknown): value is string {
  return typeof value === "string" && value !== "";
}

/** Whether the secret is the client's, compared in constant time. */
export function hasSecret(client: Client | undefined, secret: string): boolean {
  const [given, expected] = [secret, client?.secret ?? randomBytes(8).toString("hex")].map((text) =>
    createHash("sha256").update(text).digest(),
  );
  return given !== undefined && expected !== undefined && timingSafeEqual(given, expected) && client !== undefined;
}
