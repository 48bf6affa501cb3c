import type { RecordKind } from "@segpol/schema";
import type { BaseRecord } from "./base-record.js";

/** A final class of a partner's, such as CpsEvent. */
export type RecordClass = new () => BaseRecord;

/** The final classes of a partner by the kind they stand for. */
export type RecordClasses = Readonly<Partial<Record<RecordKind, RecordClass>>>;
