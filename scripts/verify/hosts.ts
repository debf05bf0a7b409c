import type { EngineEndpoint } from "../../components/engine/endpoint";
import { EngineClient } from "../../components/engine/client";
import { jobs, labels, STACK_LABEL } from "../../components/settings/labels";
import { nameOf } from "../../components/engine/running-containers";
import { listContainers } from "../docker/containers";
import { blocked, upCommand, type Context } from "./context";
import type { Check } from "./rows";
import { isHealthy } from "./services";

/** A remote host of the stack. */
export interface VerifiedHost {
  readonly name: string;
  readonly endpoint: EngineEndpoint;
}

/** Of each remote host: whether its containers are healthy, and whether what its agent says arrives. */
export function furtherHostChecks(context: Context, hosts: readonly VerifiedHost[]): Check[] {
  const { outputs, stack, stores } = context;
  return hosts.map(({ name, endpoint }) => {
    const query = `up{job="${jobs.agent}",${labels.hostName}="${name}"} == 1`;
    return {
      check: `Host ${name}`,
      asked: `its containers at ${endpoint.host}, and ${query}`,
      fix: `${upCommand(stack)} brings its agent back; docker logs ${outputs.namePrefix}-agent there shows why nothing arrives`,
      skip: blocked(context, "collector", "prometheus"),
      attempt: async () => {
        const found = await listContainers(new EngineClient(endpoint), {
          label: `${STACK_LABEL}=${outputs.namePrefix}`,
        });
        const ill = found.filter((container) => !isHealthy(container));
        if (found.length === 0) throw new Error("nothing of the stack runs there");
        if (ill.length > 0) throw new Error(`not healthy: ${ill.map(nameOf).join(", ")}`);
        const { data } = await stores.json<{ data: { result: unknown[] } }>(
          "prometheus",
          "/api/v1/query",
          { query },
        );
        if (data.result.length === 0) throw new Error("nothing arrives from its agent");
        return `${found.length} containers healthy, and its agent's series arrive`;
      },
    };
  });
}
