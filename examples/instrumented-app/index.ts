import * as pulumi from "@pulumi/pulumi";
import { ObservedContainer } from "container-observability"; // observability
import { bundle } from "./bundle";

const config = new pulumi.Config();
const port = config.getNumber("port") ?? 8080;

const program = {
  stack: config.get("stack") ?? "dev", // observability
  image: config.get("image") ?? "node:20-slim",
  files: [{ containerPath: "/app/server.js", source: bundle("app/server.ts") }],
  command: ["node", "/app/server.js"],
  memoryMiB: 128,
};

new ObservedContainer("shop-stock", program);
const web = new ObservedContainer("shop-web", {
  ...program,
  environment: { NEXT_URL: "http://shop-stock:8080" },
  ports: [{ internal: 8080, external: port }],
});

export const url = `http://127.0.0.1:${port}/`;
/** URL of the Grafana page of this container. */
export const containerUrl = web.containerUrl; // observability
