import { expect, test } from "vitest";
import { bodyOf, labelOf, LANGUAGES, localizedText } from "../src/index.js";
import { LABEL_SCHEMES, labelsOf } from "../src/vocabulary/labels.js";

test.each(LABEL_SCHEMES)("every %s of its table has a name in each language", (scheme) => {
  const labels = labelsOf(scheme);
  expect(labels.length).toBeGreaterThan(5);
  for (const { code, label } of labels) for (const language of LANGUAGES) expect(label[language], code).toBeTruthy();
});

test("a word of a record has the same names whatever language it is in, and however it is written", () => {
  expect(labelOf("unit", " Medewerkers ")?.FR).toBe("collaborateurs");
  expect(labelOf("frequency", "annuel")).toBe(labelOf("frequency", "Jaarlijks"));
  expect(labelOf("territory", "21000")?.FR).toBe("Arrondissement de Bruxelles-Capitale");
  expect(labelOf("unit", "furlongs")).toBeUndefined();
});

test("names of one body have one id, and a body that no table knows is called as the record calls it", () => {
  expect(bodyOf("Gentse Politie").id).toBe(bodyOf("Zone de police de Gand").id);
  expect(bodyOf("Raad van  Élèves")).toEqual({
    id: "raad-van-élèves",
    name: { original: "NL", NL: "Raad van  Élèves" },
  });
  expect(bodyOf("raad van élèves").id).toBe("raad-van-élèves");
  expect(bodyOf("!!").id).toBe("!!");
});

test("a text says in which language it is, and whether it was written in it", () => {
  const map = { original: "FR", FR: "Rapport", NL: "Verslag" } as const;
  expect(localizedText(map, "NL", [])).toEqual({ value: "Verslag", language: "NL", original: false });
  expect(localizedText(map, "DE", ["NL"])).toEqual({ value: "Verslag", language: "NL", original: false });
  expect(localizedText(map, "DE", [])).toEqual({ value: "Rapport", language: "FR", original: true });
});
