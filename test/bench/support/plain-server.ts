/** Fastify and nothing else: sends one answer, of the file that it is started with, whatever is asked. */
import { readFileSync } from "node:fs";
import Fastify from "fastify";

const answer = readFileSync(process.argv[2] ?? "", "utf8");
const app = Fastify();
app.post("/graphql", async (_request, reply) => {
  void reply.type("application/json; charset=utf-8");
  return answer;
});
await app.listen({ host: "127.0.0.1", port: 0 });
process.send?.({ address: app.listeningOrigin });
process.on("disconnect", () => void app.close());
