import { createHash } from "node:crypto";
import type { Readable } from "node:stream";
import type { EntityManager } from "@mikro-orm/postgresql";
import type { Visibility } from "@segpol/identity";
import { parseRecordId } from "@segpol/schema";
import type { Logger } from "pino";
import { textArray } from "../storage/text-array.js";
import { FileRefused } from "./file-refused.js";
import type { FileStore } from "./file-store.js";
import { checkFile } from "./file-types.js";

/** Where a record's files are served, before their ids. */
export const FILES_PATH = "/desk/evidence/";
/** Files that no statement names yet; they are removed after a week, since a form that names one may be kept in somebody's browser. */
const MAX_UNNAMED = 300;

const NOT_REMOVED = "files that are to be removed could not be; this is tried again";

/** A file that is kept for a record. */
export interface RecordFile {
  readonly id: string;
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: number;
  /** Lower-case hexadecimal. */
  readonly sha256: string;
}

/** A file as somebody gives it. */
export interface GivenFile {
  readonly recordId: string;
  readonly name: string;
  readonly content: Uint8Array;
}

export interface RecordFilesParts {
  /** Undefined: no files are kept. */
  readonly store: FileStore | undefined;
  /** Most bytes of a file. */
  readonly maxBytes: number;
  /** Gives an entity manager of its own for each use. */
  readonly fork: () => EntityManager;
  readonly log: Logger;
}

/** Whether a follow-up of the file's record names it, in SQL about `f`. */
const NAMED = `exists (
  select from follow_up w, jsonb_array_elements(w.evidence) named
  where w.recommendation_id = f.record_id and position('${FILES_PATH}' || f.id::text in named ->> 'url') > 0)`;
const FILE = `f.id, f.name, f.media_type as "mediaType", f.bytes, f.sha256`;

/** The files that show what recommendations' follow-ups say. */
export class RecordFiles {
  readonly #parts: RecordFilesParts;

  constructor(parts: RecordFilesParts) {
    this.#parts = parts;
  }

  /** Most bytes of a file. */
  get maxBytes(): number {
    return this.#parts.maxBytes;
  }

  /** Whether files are kept at all. */
  get areKept(): boolean {
    return this.#parts.store !== undefined;
  }

  /**
   * Keeps a file for a recommendation. Readers get it once a follow-up names its address. The same content given again is the same file.
   * @throws FileRefused
   */
  async keep({ recordId, name: givenName, content }: GivenFile): Promise<RecordFile> {
    const { store, maxBytes } = this.#parts;
    if (!store) throw new FileRefused("FILES_NOT_KEPT", "a partner that keeps files", "one that keeps none");
    if (content.length === 0) throw new FileRefused("FILE_EMPTY", "a file with content", "an empty one");
    if (content.length > maxBytes) throw tooLarge(maxBytes, content.length);
    const { name, mediaType } = await checkFile(givenName, content);
    const em = this.#parts.fork();
    const [unnamed] = await em.execute<{ count: number }[]>(
      `select count(*)::int as count from record_file f where not ${NAMED}`,
    );
    if ((unnamed?.count ?? 0) >= MAX_UNNAMED) {
      throw new FileRefused("TOO_MANY_FILES", `at most ${MAX_UNNAMED} files that no statement names`, "one more");
    }
    const sha256 = digest(content);
    // The row comes first: whatever happens, no bytes are left that nothing leads to. Whoever erases the record waits for it, or it for them.
    // A file that readers may have stays called as it is.
    const [file] = parseRecordId(recordId)
      ? await em.execute<RecordFile[]>(
          `insert into record_file as f (record_id, name, media_type, bytes, sha256)
           select id, ?, ?, ?, ? from recommendation where id = ? for share
           on conflict (record_id, sha256) do update set kept_at = clock_timestamp(),
             name = case when ${NAMED} then f.name else excluded.name end,
             media_type = case when ${NAMED} then f.media_type else excluded.media_type end
           returning ${FILE}`,
          [name, mediaType, content.length, sha256, recordId],
        )
      : [];
    if (!file) throw new FileRefused("RECORD_UNKNOWN", "the id of a recommendation that is kept here", recordId);
    await store.put(file.id, content, mediaType);
    const [still] = await em.execute<object[]>("select from record_file where id = ?", [file.id]);
    // Its record was erased meanwhile.
    if (!still) await store.remove(file.id);
    return file;
  }

  /**
   * A file's name, type and hash, for readers of these visibilities: its record is published, and a follow-up of it names the file.
   * Staff find every one. Undefined: there is none, or not for them.
   */
  async find(
    id: string,
    reader: { readonly isStaff: boolean; readonly visibilities: readonly Visibility[] },
  ): Promise<(RecordFile & { readonly visibility: Visibility }) | undefined> {
    const [file] = await this.#parts.fork().execute<(RecordFile & { visibility: Visibility })[]>(
      `select ${FILE}, r.visibility from record_file f join recommendation r on r.id = f.record_id
       where f.id = ?::uuid and (?::boolean
         or (r.withdrawn_at is null and not r.draft and r.visibility = any(?::text[]) and ${NAMED}))`,
      [id, reader.isStaff, textArray([...reader.visibilities])],
    );
    return file;
  }

  /** The bytes of a file, as they are read. @throws Error where they are gone, or are not as many as were kept */
  async open({ id, bytes }: RecordFile): Promise<Readable> {
    const found = await this.#parts.store?.open(id);
    if (!found) throw new Error(`Expected file ${id} where files are kept; there is none.`);
    if (found.bytes === bytes || found.bytes === undefined) return found.stream;
    found.stream.destroy();
    throw new Error(`Expected file ${id} of ${bytes} bytes, as it was given; it has ${found.bytes}.`);
  }

  /** One that fails holds up none of the others. */
  async #removeForGood(em: EntityManager, store: FileStore, id: string): Promise<void> {
    try {
      await store.remove(id);
      await em.execute("delete from file_removal where id = ?", [id]);
    } catch (error) {
      this.#parts.log.error({ err: error }, NOT_REMOVED);
    }
  }

  /** Removes what belonged to erased records, and what nobody has named within a week. What cannot be removed now is tried again. */
  async removeOld(): Promise<void> {
    const { store, log } = this.#parts;
    const em = this.#parts.fork();
    try {
      await em.execute(`delete from record_file f where kept_at < now() - interval '7 days' and not ${NAMED}`);
      const gone = await em.execute<{ id: string }[]>("select id from file_removal");
      if (!store) return;
      for (const { id } of gone) await this.#removeForGood(em, store, id);
    } catch (error) {
      log.error({ err: error }, NOT_REMOVED);
    }
  }
}

export function tooLarge(maxBytes: number, came: number): FileRefused {
  return new FileRefused("FILE_TOO_LARGE", `a file of at most ${maxBytes} bytes`, String(came));
}

function digest(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}
