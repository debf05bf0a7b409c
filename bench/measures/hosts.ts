import { cpus } from "node:os";
import { missingForSecondEngine, type SecondEngine } from "../../testing/engines/engine";
import { Lan } from "../../testing/engines/lan";
import { engineWithImages } from "../../testing/engines/with-images";
import { portsFrom } from "../../testing/e2e/ports";
import type { Measure } from "../measure";
import { RunningStack } from "../running-stack";

const NAME = "bench-hosts";
const FIRST_PORT = 25_700;
const MOST = 10;

/** A fresh stack with so many further hosts. Their engines share this machine's cores, which real ones would not. */
export function hosts(): Measure {
  const missing = missingForSecondEngine();
  const engines: SecondEngine[] = [];
  let lan: Lan | undefined;
  return {
    name: "hosts",
    title: "A fresh up with remote hosts, with all engines on this machine",
    figures: [
      { name: "up", unit: "s" },
      { name: "CPU time of the whole machine", unit: "s" },
    ],
    goals: [{ figure: "up", against: besides(1), ratio: 1.5 }],
    fullOnly: true,
    begin: async () => {
      if (missing !== "") return;
      lan = new Lan();
      while (engines.length < MOST) {
        const engine = await engineWithImages();
        engines.push(engine);
        lan.join(engine);
      }
    },
    end: async () => {
      for (const engine of engines.splice(0)) await engine.remove();
      lan?.remove();
    },
    contenders: () =>
      [MOST, 3, 1].map((count) => {
        let runs: RunningStack;
        return {
          name: besides(count),
          ...(missing === "" ? {} : { missing }),
          begin: async () => {
            runs = await RunningStack.made(`${NAME}-${count}`, FIRST_PORT, {
              ...open(lan?.here ?? ""),
              hosts: engines.slice(0, count).map(({ address }, index) => ({
                name: `host-${index + 1}`,
                docker: address,
                dockerSocket: address.slice("unix://".length),
              })),
            });
          },
          end: () => runs.down(),
          sample: async () => {
            const busy = busySeconds();
            const up = await runs.timed("up", ["--yes", "--skip-preview"]);
            const sample = { up, "CPU time of the whole machine": busySeconds() - busy };
            await runs.down();
            return sample;
          },
        };
      }),
  };
}

function besides(count: number): string {
  return count === 1 ? "1 remote host" : `${count} remote hosts`;
}

/** As agents of other hosts need it. Grafana is the same for any number of them. */
function open(here: string): Readonly<Record<string, unknown>> {
  return {
    services: ["cadvisor", "prometheus", "collector", "agent", "tempo", "loki"],
    bindAddress: "0.0.0.0",
    tls: "generated",
    otlpAuth: "token",
    gatewayEndpoint: `${here}:${portsFrom(FIRST_PORT).otlpGrpcPort}`,
  };
}

/** What all cores have worked since the machine's start. */
function busySeconds(): number {
  return cpus().reduce((sum, { times }) => {
    const { user, nice, sys, irq } = times;
    return sum + (user + nice + sys + irq) / 1000;
  }, 0);
}
