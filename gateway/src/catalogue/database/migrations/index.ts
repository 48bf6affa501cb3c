import type { Migration } from "kysely/migration";
import { catalogueTables } from "./0001-catalogue-tables.js";
import { catalogueSearch } from "./0002-catalogue-search.js";
import { catalogueHistory } from "./0003-catalogue-history.js";
import { catalogueRowSecurity } from "./0004-row-security.js";
import { sourceAsked } from "./0005-source-asked.js";
import { tokensOfWords } from "./0006-tokens-of-words.js";
import { findings } from "./0007-findings.js";
import { linksInOrder } from "./0008-links-in-order.js";
import { answerStamps } from "./0009-answer-stamps.js";
import { catalogueListings } from "./0010-listings.js";
import { lettersOfWords } from "./0011-letters-of-words.js";
import { codeTally } from "./0012-code-tally.js";
import { combinations } from "./0013-combinations.js";
import { readerSessions } from "./0014-reader-sessions.js";
import { recordFactsColumn } from "./0015-record-facts.js";
import { lastChanges } from "./0016-last-changes.js";
import { wordsOfThemes } from "./0017-words-of-themes.js";

/** In the order of their names. */
export const migrations: Record<string, Migration> = {
  "0001-catalogue-tables": catalogueTables,
  "0002-catalogue-search": catalogueSearch,
  "0003-catalogue-history": catalogueHistory,
  "0004-row-security": catalogueRowSecurity,
  "0005-source-asked": sourceAsked,
  "0006-tokens-of-words": tokensOfWords,
  "0007-findings": findings,
  "0008-links-in-order": linksInOrder,
  "0009-answer-stamps": answerStamps,
  "0010-listings": catalogueListings,
  "0011-letters-of-words": lettersOfWords,
  "0012-code-tally": codeTally,
  "0013-combinations": combinations,
  "0014-reader-sessions": readerSessions,
  "0015-record-facts": recordFactsColumn,
  "0016-last-changes": lastChanges,
  "0017-words-of-themes": wordsOfThemes,
};
