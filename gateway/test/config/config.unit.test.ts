import { describe, expect, it } from "vitest";
import { readConfig } from "../../src/config/config.js";
import { ConfigError } from "@segpol/server";

const DATABASE_URL = "postgres://hub:secret@127.0.0.1:5432/hub";

describe("the hub's settings", () => {
  it("need a database alone", () => {
    expect(readConfig({ DATABASE_URL })).toMatchObject({
      host: "127.0.0.1",
      port: 4000,
      logLevel: "info",
      corsOrigins: [],
      partners: { timeoutMs: 5_000 },
      limits: { bodyBytes: 262_144, depth: 30 },
    });
  });

  it("come from the environment", () => {
    const config = readConfig({
      DATABASE_URL,
      PORT: "0",
      LOG_LEVEL: "warn",
      SEGPOL_PARTNER_TIMEOUT_MS: "250",
      SEGPOL_CORS_ORIGINS: "https://a.example.org, http://localhost:3000",
      SEGPOL_PUBLIC_URL: "https://hub.example.org",
    });
    expect(config).toMatchObject({
      port: 0,
      logLevel: "warn",
      partners: { timeoutMs: 250 },
      corsOrigins: ["https://a.example.org", "http://localhost:3000"],
      publicUrl: "https://hub.example.org",
    });
  });

  it("that are wrong are all named, with what was expected and what came, and no password", () => {
    const wrong = () =>
      readConfig({
        DATABASE_URL: "mysql://hub:secret@127.0.0.1/hub",
        PORT: "http",
        LOG_LEVEL: "loud",
        SEGPOL_MAX_QUERY_DEPTH: "0",
        SEGPOL_CORS_ORIGINS: "dashboard.example.org",
        SEGPOL_PUBLIC_URL: "https://hub.example.org/nl",
      });
    expect(wrong).toThrow(ConfigError);
    expect(wrong).toThrow(/DATABASE_URL: expected postgres:[^\n]*\nLOG_LEVEL|DATABASE_URL: expected/);
    expect(wrong).toThrow(/PORT: expected a whole number from 0 to 65535, got "http"/);
    expect(wrong).toThrow(/LOG_LEVEL: expected one of fatal, [^\n]*got "loud"/);
    expect(wrong).toThrow(/SEGPOL_MAX_QUERY_DEPTH: expected a whole number from 1 to 200, got "0"/);
    expect(wrong).toThrow(/SEGPOL_CORS_ORIGINS: [^\n]*got "dashboard.example.org"/);
    expect(wrong).toThrow(/SEGPOL_PUBLIC_URL: expected an origin [^\n]*got "https:\/\/hub.example.org\/nl"/);
    expect(wrong).not.toThrow(/secret/);
  });
});
