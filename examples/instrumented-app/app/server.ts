import { HttpInstrumentation } from "@opentelemetry/instrumentation-http"; // observability
import { NodeSDK } from "@opentelemetry/sdk-node"; // observability
import { logs } from "@opentelemetry/api-logs"; // observability

const sdk = new NodeSDK({ instrumentations: [new HttpInstrumentation()] }); // observability
sdk.start(); // observability

// Instrumented modules must be loaded after the start of the SDK.
// eslint-disable-next-line @typescript-eslint/no-require-imports, @typescript-eslint/consistent-type-imports
const http = require("node:http") as typeof import("node:http");

/** URL of the service that this one calls before it answers; empty for none. */
const next = process.env["NEXT_URL"] ?? "";

function say(message: string): void {
  console.log(message);
  logs.getLogger("shop").emit({ severityText: "INFO", body: message }); // observability
}

function ask(url: string): Promise<void> {
  return new Promise((resolve, reject) => {
    http.get(url, (response) => response.resume().on("end", resolve)).on("error", reject);
  });
}

async function answer(path: string): Promise<string> {
  if (next !== "") await ask(next + path);
  say(`answered ${path}`);
  return "ok\n";
}

const server = http.createServer((request, response) => {
  answer(request.url ?? "/").then(
    (text) => response.end(text),
    () => response.writeHead(502).end(),
  );
});
server.listen(8080);

process.on("SIGTERM", () => {
  server.close();
  void sdk.shutdown().finally(() => process.exit(0)); // observability
});
