import { FileRefused } from "./file-refused.js";

/** What is kept, by the type that its content shows: the endings that its name may have, the one that it is given first. */
const BY_CONTENT: Readonly<Record<string, readonly [string, ...string[]]>> = {
  "application/pdf": ["pdf"],
  "image/png": ["png"],
  "image/jpeg": ["jpg", "jpeg"],
  "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ["docx"],
  "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ["xlsx"],
  "application/vnd.oasis.opendocument.text": ["odt"],
  "application/vnd.oasis.opendocument.spreadsheet": ["ods"],
};
/** Plain text says nothing of itself: here the name's ending decides. */
const TEXTS: Readonly<Record<string, string>> = { csv: "text/csv", txt: "text/plain" };

/** Texts that some programs show as more than that. */
const MARKED_UP = /xml|rtf/;

/** Endings of names of files that are kept, for a form that asks for one. */
export const KEPT_ENDINGS: readonly string[] = [...Object.values(BY_CONTENT).flat(), ...Object.keys(TEXTS)];

const EXPECTED = `a file with the content of one of ${KEPT_ENDINGS.join(", ")}`;
/** Characters that no text has, tabs and line breaks apart. */
// oxlint-disable-next-line no-control-regex -- It is these that are looked for.
const BINARY = /[\u0000-\u0008\u000e-\u001a\u001c-\u001f]/;

/** A file whose content is what its name says. */
export interface CheckedFile {
  /** One line without a path. */
  readonly name: string;
  readonly mediaType: string;
}

/**
 * Looks at a file's content, and at its name, which has to say the same.
 * @throws FileRefused FILE_TYPE_REFUSED or FILE_NAME_CONTRADICTS
 */
export async function checkFile(givenName: string, bytes: Uint8Array): Promise<CheckedFile> {
  const name = plainName(givenName);
  const ending = endingOf(name);
  // Loaded with the first file that somebody gives. What it unpacks of a zip is limited to 1 MiB an entry.
  const { fileTypeFromBuffer } = await import("file-type");
  const found = await fileTypeFromBuffer(bytes);
  const text = TEXTS[ending];
  if (text !== undefined && !(found && MARKED_UP.test(found.mime))) {
    // A text may begin as a picture or a program does.
    if (isText(bytes)) return { name, mediaType: text };
    throw new FileRefused("FILE_TYPE_REFUSED", "a text in UTF-8", `bytes that are none, called .${ending}`);
  }
  if (!found) throw new FileRefused("FILE_TYPE_REFUSED", EXPECTED, `another one, called .${ending}`);
  const endings = BY_CONTENT[found.mime];
  if (!endings) throw new FileRefused("FILE_TYPE_REFUSED", EXPECTED, found.mime);
  if (!endings.includes(ending)) {
    const expected = `a name that ends in ${endings.map((each) => `.${each}`).join(" or ")}, as its content does`;
    throw new FileRefused("FILE_NAME_CONTRADICTS", expected, `.${ending}`);
  }
  return { name, mediaType: found.mime };
}

const MAX_NAME = 120;

/** The last part of a name that may be a path, in one line of characters that can be seen, cut before its ending. */
function plainName(given: string): string {
  const last = given.split(/[/\\]/).at(-1) ?? "";
  const line = last
    .normalize("NFC")
    .replaceAll(/[\p{C}\p{Zl}\p{Zp}<>:"|?*]/gu, " ")
    .replaceAll(/\s+/g, " ")
    .trim();
  const ending = endingOf(line);
  const stem = line
    .slice(0, line.length - ending.length - 1)
    .replace(/^[. ]+/, "")
    .trimEnd();
  return `${stem.slice(0, MAX_NAME).toWellFormed() || "file"}.${ending}`;
}

/** In lower case. */
function endingOf(name: string): string {
  const at = name.lastIndexOf(".");
  return at < 0 ? "" : name.slice(at + 1).toLowerCase();
}

function isText(bytes: Uint8Array): boolean {
  try {
    return !BINARY.test(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    return false;
  }
}
