import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { FixturePartner } from "../support/stub-partner.js";

/** A partner's server at another address, which serves another SDL and is the same otherwise. */
export class ChangedPartner {
  /** Answered in place of the SDL; undefined: the partner's own. */
  sdl: string | undefined;
  url = "";
  readonly #partner: FixturePartner;
  readonly #server = createServer((request, response) => {
    this.#answer(request, response).catch(() => response.destroy());
  });

  constructor(partner: FixturePartner) {
    this.#partner = partner;
  }

  async start(): Promise<void> {
    this.#server.listen(0, "127.0.0.1");
    await once(this.#server, "listening");
    this.url = `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/graphql`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, "close");
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    const body = Buffer.concat(chunks).toString("utf8");
    response.setHeader("content-type", "application/json");
    if (this.sdl !== undefined && body.includes("_service")) {
      response.end(JSON.stringify({ data: { _service: { sdl: this.sdl } } }));
      return;
    }
    const answer = await fetch(this.#partner.definition.url, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body,
    });
    response.statusCode = answer.status;
    response.end(await answer.text());
  }
}
