import { expect, test } from "vitest";
import { dateInWords } from "../../src/model/checks/date-in-words.js";

test.each([
  ["2027-10-15", "15 oktober 2027", "15 octobre 2027"],
  ["2027-10-01", "1 oktober 2027", "1er octobre 2027"],
  ["2027-04-XX", "april 2027", "avril 2027"],
  ["2027", "2027", "2027"],
  ["2027-10-15T14:30", "15 oktober 2027, 14.30 uur", "15 octobre 2027, 14h30"],
  ["2027-10-15T14:30/2027-10-15T24:00", "15 oktober 2027, 14.30 tot 24.00 uur", "15 octobre 2027, de 14h30 à 24h00"],
  ["2027-03-01/2027-03-05", "1 maart 2027 tot en met 5 maart 2027", "du 1er mars 2027 au 5 mars 2027"],
  ["2027-04/2027-10", "april 2027 tot en met oktober 2027", "d'avril 2027 à octobre 2027"],
  ["2027-05/..", "vanaf mei 2027", "à partir de mai 2027"],
  ["2027-04/..", "vanaf april 2027", "à partir d'avril 2027"],
  ["2027/..", "vanaf 2027", "à partir de 2027"],
  ["2027-05-25/..", "vanaf 25 mei 2027", "à partir du 25 mai 2027"],
  ["2027-05-25/", "vanaf 25 mei 2027", "à partir du 25 mai 2027"],
  ["2027-05-25T14:00/..", "vanaf 25 mei 2027, 14.00 uur", "à partir du 25 mai 2027, 14h00"],
  ["{2027-10-15,2027-10-20}", "15 oktober 2027 en 20 oktober 2027", "15 octobre 2027 et 20 octobre 2027"],
  ["{2027-10,2027-12,2028}", "oktober 2027, december 2027 en 2028", "octobre 2027, décembre 2027 et 2028"],
])("in words %s is %s", (edtf, nl, fr) => {
  expect(dateInWords(edtf)).toEqual({ original: "NL", NL: nl, FR: fr });
});

test.each(["2021?-10-15", "[2027-01-21..2027-01-31]", "{2027-01-21..2027-01-31}", "202X", "2027-33"])(
  "%s stands as it is, for somebody to put in words",
  (edtf) => {
    expect(dateInWords(edtf)).toEqual({ original: "NL", NL: edtf });
  },
);
