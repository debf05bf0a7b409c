import type { EngineClient } from "../../components/engine/client";
import { STACK_LABEL } from "../../components/settings/labels";
import { nameOf } from "../../components/engine/running-containers";
import { listContainers, type RunningContainer } from "../docker/containers";
import type { Outputs } from "../stack/outputs";
import { upCommand } from "./context";
import type { Check, Row } from "./rows";

/** Names among a stack's `versions` that are no running service. */
const NO_SERVICE = new Set(["busybox"]);

/** The services that the stack should run. */
export function servicesOf({ versions }: Outputs): string[] {
  return Object.keys(versions)
    .filter((name) => !NO_SERVICE.has(name))
    .sort();
}

/** A check for each service of the stack: whether its container runs and finds itself healthy. */
export function serviceChecks(client: EngineClient, outputs: Outputs, stack: string): Check[] {
  const own = async () =>
    listContainers(client, { label: `${STACK_LABEL}=${outputs.namePrefix}`, all: true });
  return servicesOf(outputs).map((service) => {
    const container = `${outputs.namePrefix}-${service}`;
    return {
      check: `Service ${service}`,
      asked: `container ${container}`,
      fix: `${upCommand(stack)} (why it ended: docker logs ${container})`,
      attempt: async () => {
        const found = (await own()).find((candidate) => nameOf(candidate) === container);
        if (found === undefined) throw new Error("there is no such container");
        if (!isHealthy(found)) throw new Error(`${found.State}: ${found.Status}`);
        return found.Status;
      },
    };
  });
}

/** Services whose row says that they do not run. */
export function downOf(rows: readonly Row[]): string[] {
  return rows
    .filter(({ status, check }) => status === "failed" && check.startsWith("Service "))
    .map(({ check }) => check.slice("Service ".length));
}

/** Whether it runs, and finds itself well. */
export function isHealthy({ State, Status }: RunningContainer): boolean {
  return State === "running" && Status.includes("(healthy)");
}
