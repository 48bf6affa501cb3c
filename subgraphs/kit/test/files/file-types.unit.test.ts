import { describe, expect, test } from "vitest";
import { checkFile } from "../../src/files/file-types.js";
import { zip } from "../exchange/zip.js";
import { SAMPLES } from "./sample-files.js";

const refusal = (name: string, content: Uint8Array): Promise<unknown> =>
  checkFile(name, content).then(
    ({ mediaType }) => mediaType,
    ({ code }: { code: string }) => code,
  );

describe("a file that is given as evidence", () => {
  test.each([
    ["verslag.pdf", SAMPLES.pdf, "application/pdf"],
    ["Foto.PNG", SAMPLES.png, "image/png"],
    ["foto.jpeg", SAMPLES.jpg, "image/jpeg"],
    ["nota.docx", SAMPLES.docx, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"],
    ["cijfers.xlsx", SAMPLES.xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"],
    ["cijfers.csv", SAMPLES.csv, "text/csv"],
    ["nota.txt", SAMPLES.csv, "text/plain"],
    ["cijfers.csv", Buffer.from("BMI;MZ\n1;2\n".repeat(50)), "text/csv"],
  ])("is kept as %s by its content", async (name, content, mediaType) => {
    expect(await refusal(name, content)).toBe(mediaType);
  });

  test.each([
    ["a page", "page.html", SAMPLES.html, "FILE_TYPE_REFUSED"],
    ["a drawing with a script", "drawing.svg", SAMPLES.svg, "FILE_TYPE_REFUSED"],
    ["a drawing called a text", "drawing.txt", SAMPLES.svg, "FILE_TYPE_REFUSED"],
    ["a script", "run.js", SAMPLES.csv, "FILE_TYPE_REFUSED"],
    ["a program called a PDF", "verslag.pdf", SAMPLES.exe, "FILE_TYPE_REFUSED"],
    ["an archive called a document", "nota.docx", SAMPLES.zip, "FILE_TYPE_REFUSED"],
    ["a page called a PDF", "verslag.pdf", SAMPLES.html, "FILE_TYPE_REFUSED"],
    ["bytes that are no text", "nota.txt", Buffer.from([0xff, 0xfe, 0x00, 0x41]), "FILE_TYPE_REFUSED"],
    ["a text with a null", "nota.csv", Buffer.from("a\u0000b"), "FILE_TYPE_REFUSED"],
    ["a PDF called a picture", "foto.png", SAMPLES.pdf, "FILE_NAME_CONTRADICTS"],
    ["a PDF called a page", "page.pdf.html", SAMPLES.pdf, "FILE_NAME_CONTRADICTS"],
    ["no ending", "verslag", SAMPLES.csv, "FILE_TYPE_REFUSED"],
  ])("is refused as %s", async (_what, name, content, code) => {
    expect(await refusal(name, content)).toBe(code);
  });

  test("that unpacks to far more than it is takes no longer and is not kept", async () => {
    const bomb = zip({ "[Content_Types].xml": Buffer.alloc(8 * 2 ** 20) });
    expect(await refusal("nota.docx", bomb)).toBe("FILE_TYPE_REFUSED");
  });

  test.each([
    ["../../etc/passwd.pdf", "passwd.pdf"],
    [String.raw`C:\Users\me\..\verslag.pdf`, "verslag.pdf"],
    ["..pdf", "file.pdf"],
    ["%2e%2e%2fverslag.pdf", "%2e%2e%2fverslag.pdf"],
    ["a\u0000b\r\nSet-Cookie: x=1.pdf", "a b Set-Cookie x=1.pdf"],
    ["rapport\u202Efdp.pdf", "rapport fdp.pdf"],
    ['"quoted" <b>.pdf', "quoted b.pdf"],
    [`${"x".repeat(400)}.pdf`, `${"x".repeat(120)}.pdf`],
  ])("called %j is called %j", async (given, name) => {
    expect((await checkFile(given, SAMPLES.pdf)).name).toBe(name);
  });
});
