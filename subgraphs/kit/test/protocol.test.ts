import { buildPartnerSchema } from "../src/graphql/partner-schema.js";
import { runProtocolSuite } from "../src/testing/protocol-suite.js";
import { startPartnerUnderTest } from "../src/testing/partner-under-test.js";
import { samplePartner } from "./support/sample-partner.js";

const partner = samplePartner();
const TABLES: Readonly<Record<string, string>> = { event: "event", publication: "publication" };

runProtocolSuite("A partner on the kit", async () => {
  const running = await startPartnerUnderTest(partner);
  const tableOf = (id: string): string => TABLES[id.split(":")[1] ?? ""] ?? "recommendation";
  return {
    code: partner.code,
    url: running.url,
    sdl: buildPartnerSchema(partner).sdl,
    records: {
      SampleEvent: ["sample:event:study-day"],
      SamplePublication: ["sample:publication:report"],
      SampleRecommendation: ["sample:recommendation:r1"],
      SampleLegitimacyIndicator: ["sample:indicator:trust"],
    },
    async change(id) {
      await running.sql(`update ${tableOf(id)} set url = $2 where id = $1`, [
        id,
        `https://example.org/${Math.random()}`,
      ]);
    },
    async withdraw(id) {
      await running.sql(`update ${tableOf(id)} set withdrawn_at = now() where id = $1`, [id]);
    },
    async erase(id) {
      await running.sql("select segpol_erase_record($1)", [id]);
    },
    async renewEpoch() {
      await running.sql("select segpol_renew_epoch()");
    },
    stop: running.stop,
  };
});
