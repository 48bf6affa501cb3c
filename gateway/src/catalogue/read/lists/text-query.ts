import { type RawBuilder, sql } from "kysely";
import { PLANNED_BY_VALUES } from "../../database/named-statements.js";
import { shown, userError } from "../../../base/user-error.js";

interface Term {
  /** A word or a phrase. */
  readonly words: string;
  readonly negated: boolean;
}

const MAX_TEXT_LENGTH = 500;
const MAX_TERMS = 32;
/** Some words are in every record, others in one. */
const ANEW = sql.raw(PLANNED_BY_VALUES);
/** Minus signs at the begin of a term (in “wij-zij”-denken they are hyphens), then a phrase in quotes (the last may lack its end) or a word. */
const TERM = /((?<!\S)-+)?(?:"([^"]*)(?:"|$)|([^\s"]+))/g;
/** Quotation marks as word processors set them, in the hub's languages. */
const TYPOGRAPHIC_QUOTES = /[“”„‟«»]/g;

/**
 * What a person typed, as a tsquery: words are all wanted, "quotes" make a phrase, minus excludes, OR separates alternatives.
 * Each term may be in any language; a term excluded is excluded in every language. Undefined: nothing was typed.
 */
export function textQuery(text: string | null | undefined): RawBuilder<unknown> | undefined {
  if (text === null || text === undefined || text.trim() === "") return undefined;
  if (text.length > MAX_TEXT_LENGTH) {
    throw userError(`Expected filter.text of at most ${MAX_TEXT_LENGTH} characters; got ${text.length}.`);
  }
  if (text.includes("\u0000")) throw userError(`Expected filter.text without zero characters; got ${shown(text)}.`);
  const alternatives = readTerms(text);
  const count = alternatives.flat().length;
  if (count > MAX_TERMS)
    throw userError(`Expected filter.text of at most ${MAX_TERMS} words and phrases; got ${count}.`);
  const query = combine(alternatives, "catalogue_query");
  // Function words alone: then they are what was meant.
  return sql`(case when numnode(${query}) = 0 then ${combine(alternatives, "catalogue_literal_query")} else ${query} end ${ANEW})`;
}

/** Any of the words and phrases that a person typed and did not exclude, as a tsquery; undefined: there are none. What `textQuery` accepts. */
export function wordsQuery(text: string): RawBuilder<unknown> | undefined {
  const terms = readTerms(text)
    .flat()
    .filter(({ negated }) => !negated);
  if (terms.length === 0) return undefined;
  const any = (toQuery: string): RawBuilder<unknown> =>
    combine(
      terms.map((term) => [term]),
      toQuery,
    );
  return sql`(case when numnode(${any("catalogue_query")}) = 0 then ${any("catalogue_literal_query")} else ${any("catalogue_query")} end)`;
}

/** Alternatives of terms that belong together. */
export function readTerms(text: string): Term[][] {
  const alternatives: Term[][] = [[]];
  for (const [, minus = "", phrase, word] of text.replace(TYPOGRAPHIC_QUOTES, '"').matchAll(TERM)) {
    const isOr = minus === "" && word?.toLowerCase() === "or";
    if (isOr && alternatives.at(-1)?.length) alternatives.push([]);
    else alternatives.at(-1)?.push({ words: phrase ?? word ?? "", negated: minus !== "" });
  }
  return alternatives.filter((terms) => terms.length > 0);
}

/** Letters alone before or after a hyphen: i-Police, T-shirt, USB-C. */
const LETTER_OF_COMPOUND =
  /(?<![\p{L}\p{M}\p{N}])\p{L}(?=[-\u2010\u2011]\p{L})|(?<=\p{L}[-\u2010\u2011])\p{L}(?![\p{L}\p{M}\p{N}])/gu;

function combine(alternatives: readonly (readonly Term[])[], toQuery: string): RawBuilder<unknown> {
  const one = ({ words, negated }: Term): RawBuilder<unknown> => {
    const letters = [...words.matchAll(LETTER_OF_COMPOUND)].map(([letter]) => letter);
    // Some language takes the letter for a function word and leaves it out: i-Police would find every police.
    const parts = [
      sql`${sql.id(toQuery)}(${words})`,
      ...letters.map((letter) => sql`catalogue_literal_query(${letter})`),
    ];
    const query = sql`(${sql.join(parts, sql` && `)})`;
    return negated ? sql`(!! ${query})` : query;
  };
  const all = alternatives.map((terms) => sql`(${sql.join(terms.map(one), sql` && `)})`);
  return sql`(${sql.join(all, sql` || `)})`;
}
