import { randomBytes } from "node:crypto";
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

/** To whom the issuer gives tokens: a program as itself, or a person who signs in. */
export interface Bearer {
  readonly id: string;
  /** How a person is called; programs are called by their id. */
  readonly name: string;
  readonly roles: readonly Role[];
}

/** What the hub's pages are to the issuer: people sign in by it, and it has no token of its own. */
export const PAGES_CLIENT = "hub-pages";

/** What a partner's desk is to the issuer, as {@link PAGES_CLIENT}. */
export function deskClient(code: string): string {
  return `${dashed(code)}-desk`;
}

function dashed(code: string): string {
  return code.toLowerCase().replaceAll("_", "-");
}

/** The cabinet, the hub's administrator, and an editor and a reader of each partner: one program each, and one person. */
function bearers(codes: readonly string[]): Bearer[] {
  const staff = codes.flatMap((code) =>
    (["editor", "reader"] as const).map((office) => ({
      id: `${dashed(code)}-${office}`,
      name: `${code} ${office}`,
      roles: [`partner:${code}:${office}`] as const,
    })),
  );
  return [
    { id: "cabinet", name: "Cabinet", roles: ["cabinet"] },
    { id: "hub-admin", name: "Hub administrator", roles: ["hub:admin"] },
    ...staff,
  ];
}

/** Who can sign in; the audit trail knows them from programs by the beginning of the id. */
export function personsOf(codes: readonly string[]): Bearer[] {
  return bearers(codes).map((bearer) => ({ ...bearer, id: `person:${bearer.id}` }));
}

/**
 * The clients of the file clients.json, which only its owner can read and may edit. Missing default clients are added, each with a new
 * secret.
 */
export async function keptClients(folder: string, codes: readonly string[]): Promise<Client[]> {
  const file = join(folder, "clients.json");
  const kept = await readClients(file);
  const forPeople = [PAGES_CLIENT, ...codes.map(deskClient)].map((id) => ({ id, roles: [] }));
  const added = [...bearers(codes), ...forPeople]
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
