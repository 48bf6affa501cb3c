import { zip } from "../exchange/zip.js";

const text = (content: string): Uint8Array => Buffer.from(content);
const officeType = (part: string): Uint8Array =>
  text(
    `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/x.xml" ContentType="application/vnd.openxmlformats-officedocument.${part}.main+xml"/></Types>`,
  );
const PNG = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

export const PDF = text("%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n");
export const HTML = text("<!doctype html><html><script>alert(document.domain)</script></html>");
export const SVG = text('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>');

/** Contents of files by what they are. */
export const SAMPLES = {
  pdf: PDF,
  png: Buffer.from(PNG, "base64"),
  jpg: Buffer.from("ffd8ffe000104a46494600010100000100010000ffd9", "hex"),
  docx: zip({ "[Content_Types].xml": officeType("wordprocessingml.document") }),
  xlsx: zip({ "[Content_Types].xml": officeType("spreadsheetml.sheet") }),
  zip: zip({ "a.exe": text("MZ") }),
  exe: Buffer.concat([Buffer.from("4d5a90000300000004000000ffff0000", "hex"), Buffer.alloc(200)]),
  csv: text("jaar;aantal\n2025;3\n"),
  html: HTML,
  svg: SVG,
} as const satisfies Record<string, Uint8Array>;
