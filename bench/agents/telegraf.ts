import { getText } from "../../testing/e2e/stores";
import { Crowd } from "../crowd";
import type { Agent } from "./agent";
import { programAgent } from "./program-agent";

const ADDRESS = "127.0.0.1:25700";

/** Without an interval of ours, so that it is Telegraf's own of 10 s; its series are kept ready, but nobody reads them. */
const CONFIG = `[[inputs.docker]]
[[outputs.prometheus_client]]
  listen = "${ADDRESS}"
`;

/** Telegraf with its input for Docker, which asks the engine for each container. */
export function telegraf(): Agent {
  return programAgent({
    name: "Telegraf",
    everyMs: 10_000,
    program: "telegraf",
    start: (folder) => ({
      words: ["--config", `${folder}/telegraf.conf`],
      files: { "telegraf.conf": CONFIG },
    }),
    ready: async () => (await getText(`http://${ADDRESS}`, "/metrics")).includes(Crowd.first),
  });
}
