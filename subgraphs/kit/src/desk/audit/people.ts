import type { EntityManager } from "@mikro-orm/postgresql";
import type { Actor } from "../command.js";

const MAX_NAME = 200;
const MAX_PEOPLE = 500;

/** Somebody who changed records here. */
export interface Person {
  readonly issuer: string;
  readonly subject: string;
  /** Null: their token had none, or it was removed. */
  readonly name: string | null;
}

/** What a person's token calls them, as a line to show; null: it does not. */
export function nameLine({ name }: Pick<Actor, "name">): string | null {
  return name?.replaceAll(/\p{C}/gu, " ").trim().slice(0, MAX_NAME).toWellFormed() || null;
}

/** Keeps what a person's token calls them, where it does, in the transaction of what they changed. */
export async function rememberName(em: EntityManager, actor: Actor): Promise<void> {
  const { issuer, subject } = actor;
  const line = nameLine(actor);
  if (line === null) return;
  await em.execute(
    `insert into desk_person as known (issuer, subject, name) values (?, ?, ?)
     on conflict (issuer, subject) do update set name = excluded.name where known.name <> excluded.name`,
    [issuer, subject, line],
  );
}

/** Removes what a person is called; false: no name was kept. The subject stays in the trail. */
export async function forgetName(em: EntityManager, subject: string): Promise<boolean> {
  // PostgreSQL takes no such text, and nobody is called so.
  if (subject.includes("\u0000") || !subject.isWellFormed()) return false;
  const gone = await em.execute<object[]>("delete from desk_person where subject = ? returning subject", [subject]);
  return gone.length > 0;
}

/** Who changed records here, by name and then by subject. */
export async function listPeople(em: EntityManager): Promise<readonly Person[]> {
  return await em.execute<Person[]>(
    `select audit.issuer, audit.subject, person.name from (select distinct issuer, subject from desk_audit) audit
     left join desk_person person using (issuer, subject) order by person.name, audit.subject limit ${MAX_PEOPLE}`,
  );
}
