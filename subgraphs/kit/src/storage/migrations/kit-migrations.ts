import { Migration } from "@mikro-orm/migrations";
import { SESSION_TABLE } from "@segpol/server";
import type { NamedMigration } from "../../partner/partner.js";
import { SHOWN_LINKS_APART_SQL } from "./shown-links-apart.js";
import { SHOWN_LINKS_SQL } from "./shown-links.js";
import { RECORD_TABLES } from "./triggers.js";
import { AWAITED_LINKS_SQL } from "./awaited-links.js";
import { DESK_SQL } from "./desk-audit.js";
import { DESK_PEOPLE_SQL } from "./desk-people.js";
import { ERASED_REQUESTS_SQL } from "./erased-requests.js";
import { ERASURE_SQL } from "./erasure.js";
import { FEED_HISTORY_SQL } from "./feed-history.js";
import { FEED_LEVELS_SQL } from "./feed-levels.js";
import { KEPT_ERASURE_SQL } from "./kept-erasure.js";
import { LAST_IMPORT_SQL } from "./last-import.js";
import { NUMBERED_AUDIT_SQL } from "./numbered-audit.js";
import { RECORD_CHANGES_SQL } from "./record-changes.js";
import { NAMED_FILES_SQL, RECORD_FILES_SQL } from "./record-files.js";
import { RECORD_TABLES_SQL } from "./record-tables.js";
import { TOLD_VISIBILITY_SQL } from "./told-visibility.js";

class RecordTables extends Migration {
  override up(): void {
    this.addSql(RECORD_TABLES_SQL);
  }
}

class RecordChanges extends Migration {
  override up(): void {
    this.addSql(RECORD_CHANGES_SQL);
  }
}

class SeedRuns extends Migration {
  override up(): void {
    this.addSql(`create table seed_run (version text primary key, seeded_at timestamptz not null default now())`);
  }
}

class Erasure extends Migration {
  override up(): void {
    this.addSql(ERASURE_SQL);
  }
}

class FeedHistory extends Migration {
  override up(): void {
    this.addSql(FEED_HISTORY_SQL);
  }
}

class Drafts extends Migration {
  override up(): void {
    for (const table of Object.values(RECORD_TABLES)) {
      this.addSql(`alter table ${table} add column draft boolean not null default false`);
    }
  }
}

class FeedLevels extends Migration {
  override up(): void {
    this.addSql(FEED_LEVELS_SQL);
  }
}

class Desk extends Migration {
  override up(): void {
    this.addSql(DESK_SQL);
  }
}

class ShownLinks extends Migration {
  override up(): void {
    this.addSql(SHOWN_LINKS_SQL);
  }
}

class KeptErasure extends Migration {
  override up(): void {
    this.addSql(KEPT_ERASURE_SQL);
  }
}

class NumberedAudit extends Migration {
  override up(): void {
    this.addSql(NUMBERED_AUDIT_SQL);
  }
}

class ToldVisibility extends Migration {
  override up(): void {
    this.addSql(TOLD_VISIBILITY_SQL);
  }
}

class AwaitedLinks extends Migration {
  override up(): void {
    this.addSql(AWAITED_LINKS_SQL);
  }
}

class ErasedRequests extends Migration {
  override up(): void {
    this.addSql(ERASED_REQUESTS_SQL);
  }
}

class ShownLinksApart extends Migration {
  override up(): void {
    this.addSql(SHOWN_LINKS_APART_SQL);
  }
}

class MeasuresDue extends Migration {
  override up(): void {
    this.addSql("alter table measure add column due_on date, add column responsible text");
  }
}

class Sessions extends Migration {
  override up(): void {
    this.addSql(SESSION_TABLE);
  }
}

class RecordFiles extends Migration {
  override up(): void {
    this.addSql(RECORD_FILES_SQL);
  }
}

class DeskPeople extends Migration {
  override up(): void {
    this.addSql(DESK_PEOPLE_SQL);
  }
}

class LastImport extends Migration {
  override up(): void {
    this.addSql(LAST_IMPORT_SQL);
  }
}

class NamedFiles extends Migration {
  override up(): void {
    this.addSql(NAMED_FILES_SQL);
  }
}

/** The kit's own migrations; they run before a partner's. */
export const kitMigrations: readonly NamedMigration[] = [
  { name: "kit-0001-record-tables", class: RecordTables },
  { name: "kit-0002-record-changes", class: RecordChanges },
  { name: "kit-0003-seed-runs", class: SeedRuns },
  { name: "kit-0004-erasure", class: Erasure },
  { name: "kit-0005-feed-history", class: FeedHistory },
  { name: "kit-0006-drafts", class: Drafts },
  { name: "kit-0007-feed-levels", class: FeedLevels },
  { name: "kit-0008-desk", class: Desk },
  { name: "kit-0009-shown-links", class: ShownLinks },
  { name: "kit-0010-kept-erasure", class: KeptErasure },
  { name: "kit-0011-numbered-audit", class: NumberedAudit },
  { name: "kit-0012-told-visibility", class: ToldVisibility },
  { name: "kit-0013-awaited-links", class: AwaitedLinks },
  { name: "kit-0014-erased-requests", class: ErasedRequests },
  { name: "kit-0015-shown-links-apart", class: ShownLinksApart },
  { name: "kit-0016-measures-due", class: MeasuresDue },
  { name: "kit-0017-sessions", class: Sessions },
  { name: "kit-0018-record-files", class: RecordFiles },
  { name: "kit-0019-desk-people", class: DeskPeople },
  { name: "kit-0020-last-import", class: LastImport },
  { name: "kit-0021-named-files", class: NamedFiles },
];
