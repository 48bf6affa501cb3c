import { expect, test } from "vitest";
import { PROXY_SETTINGS, webOrigin } from "../src/config/common-settings.js";
import { renderSettings } from "../src/config/render-settings.js";
import {
  anyText,
  databaseUrl,
  readSettings,
  type SettingTable,
  several,
  trueOrFalse,
  wholeNumber,
} from "../src/config/settings.js";

const TABLE = {
  url: { name: "URL", schema: databaseUrl(), required: true, secret: true, about: "where the data are" },
  size: { name: "SIZE", schema: wholeNumber(1_024, 2 ** 20), fallback: 2_048, unit: "bytes", about: "how large" },
  open: { name: "OPEN", schema: trueOrFalse(), about: "whether it is open" },
  origins: { name: "ORIGINS", schema: several(webOrigin()), about: "from where" },
  days: { name: "DAYS", schema: wholeNumber(0, 10), fallback: 0, unit: "days", about: "how long" },
  name: { name: "NAME", schema: anyText(), fallback: "me", about: "how it is called" },
} as const satisfies SettingTable;
const URL = "postgres://role:secret@localhost:5432/database";

test("settings are what the variables say, or their defaults; an empty variable is an unset one", () => {
  const problems: string[] = [];
  const env = { URL, NAME: " ", OPEN: "false", ORIGINS: "https://a.be, *," };
  expect(readSettings(TABLE, env, problems)).toEqual({
    url: URL,
    size: 2_048,
    open: false,
    origins: ["https://a.be", "*"],
    days: 0,
    name: "me",
  });
  expect(problems).toEqual([]);
});

test("every wrong setting is named once, with what was expected and what came, and no secret", () => {
  const problems: string[] = [];
  const env = { URL: "mysql://secret@host/db", SIZE: "1e3", OPEN: "yes", ORIGINS: "a.be,https://b.be,c.be" };
  readSettings(TABLE, env, problems);
  expect(problems).toEqual([
    "URL: expected postgres://role:password@host:port/database, got something else.",
    'SIZE: expected a whole number from 1024 to 1048576, got "1e3".',
    'OPEN: expected true or false, got "yes".',
    'ORIGINS: expected origins such as https://dashboard.example.org, or *, got "a.be".',
    'ORIGINS: expected origins such as https://dashboard.example.org, or *, got "c.be".',
  ]);
  readSettings(TABLE, { SIZE: "9999999" }, problems);
  expect(problems.slice(5)).toEqual([
    "URL: expected postgres://role:password@host:port/database, got nothing.",
    'SIZE: expected a whole number from 1024 to 1048576, got "9999999".',
  ]);
});

test.each([
  ["10.0.0.5, 10.0.0.0/8, loopback, ::1, fd00::/8", true],
  ["10.0.0.0/33", false],
  ["10.1", false],
  ["10/8", false],
  ["proxy.example.org", false],
])("of proxies, %s: %s", (text, good) => {
  const problems: string[] = [];
  readSettings(PROXY_SETTINGS, { SEGPOL_TRUSTED_PROXIES: text }, problems);
  expect(problems.length === 0).toBe(good);
});

test("the documentation has a row for each setting, with its default", () => {
  expect(renderSettings(Object.values(TABLE)).split("\n")).toEqual([
    "| variable | default | what it does |",
    "|---|---|---|",
    "| `URL` | required | where the data are |",
    "| `SIZE` | 2 KiB | how large |",
    "| `OPEN` | none | whether it is open |",
    "| `ORIGINS` | none | from where |",
    "| `DAYS` | 0 days | how long |",
    "| `NAME` | `me` | how it is called |",
  ]);
});
