import type { ExportedFile, ExportOptions } from "../exchange/export-records.js";
import type { ImportFile } from "../exchange/formats/read-file.js";
import type { ImportOptions } from "../exchange/import-records.js";
import type { ImportReport } from "../exchange/report.js";

/** A way to a partner's records: its database, or its desk elsewhere. */
export interface DeskConnection {
  import(file: ImportFile, options: ImportOptions): Promise<ImportReport>;
  export(options: ExportOptions): Promise<ExportedFile>;
  close(): Promise<void>;
}
