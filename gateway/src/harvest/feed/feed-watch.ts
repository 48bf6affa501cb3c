import { createHash } from "node:crypto";
import { type ChangePage, FeedError } from "./change-feed.js";

/** Sees a feed that goes round in circles, in constant memory. */
export interface FeedWatch {
  /** @throws FeedError when the page was there before, without the feed having come to its end in between. */
  check(page: ChangePage): void;
}

/**
 * Compares each page with one kept from before; which one is kept moves on after 1, 2, 4, 8 ... pages (Brent), so that a circle of
 * any length is seen before it has been gone round three times.
 */
export function createFeedWatch(): FeedWatch {
  let kept = { cursor: "", changes: "" };
  let seen = 0;
  let moveAt = 1;
  return {
    check({ cursor, changes, hasMore }) {
      if (!hasMore) {
        kept = { cursor: "", changes: "" };
        seen = 0;
        moveAt = 1;
        return;
      }
      const page = { cursor, changes: digest(changes) };
      if (page.cursor === kept.cursor) throw new FeedError("the cursors of its change feed go round in circles");
      if (changes.length > 0 && page.changes === kept.changes)
        throw new FeedError("its change feed names the same changes again and again");
      seen += 1;
      if (seen < moveAt) return;
      kept = page;
      seen = 0;
      moveAt *= 2;
    },
  };
}

function digest(changes: ChangePage["changes"]): string {
  return createHash("sha256").update(JSON.stringify(changes)).digest("base64");
}
