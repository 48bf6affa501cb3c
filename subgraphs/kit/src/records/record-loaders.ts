import type { RecordKind } from "@segpol/schema";
import type DataLoader from "dataloader";
import type { Assessment } from "../rows/assessment.js";
import type { FollowUp } from "../rows/follow-up.js";
import type { Measure } from "../rows/measure.js";
import type { Observation } from "../rows/observation.js";
import type { Response } from "../rows/response.js";
import type { BaseRecord } from "./base-record.js";

type Rows<T> = DataLoader<string, T[]>;

/** Reads of one request, each batched to one statement for any number of records, and kept for the request. */
export interface RecordLoaders {
  /** Records of a kind by id; null: there is none that the reader may see. */
  readonly records: Readonly<Record<RecordKind, DataLoader<string, BaseRecord | null>>>;
  /** Whether links may name a record of the partner's own to the reader, by its id. Of ids that were never kept here: true. */
  readonly linkable: DataLoader<string, boolean>;
  /** Rows by the id of their record, in the order they were written down. */
  readonly measures: Rows<Measure>;
  readonly responses: Rows<Response>;
  readonly followUps: Rows<FollowUp>;
  readonly assessments: Rows<Assessment>;
  readonly observations: Rows<Observation>;
}
