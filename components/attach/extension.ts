import * as docker from "@pulumi/docker";
import * as pulumi from "@pulumi/pulumi";
import type { PipelineExtensionArgs } from "./extension-args";
import { extensionContent, extensionFiles, type ExtensionContent } from "./extension-files";
import {
  CONFINED,
  HEALTH,
  publisherContainer,
  publisherVolumes,
  WITHDRAWS_WITHIN_SECONDS,
  type PublisherStack,
} from "./publisher";
import { endedWell, RUNS_ONCE } from "../platform/run-once";
import { refusal, wrongArguments } from "../errors";
import { observabilityStack, type ObservabilityStack } from "./stack";
import { fullStackName } from "./stack-name";

const PUBLISHED_WITHIN_SECONDS = 90;

/**
 * What another project adds to a running stack: scrape targets, alerts, dashboards. They are checked against
 * the stack first, by its own Prometheus' promtool; what it refuses fails the update, and what was there
 * before stays. Then a small container puts them where the stack's services find them within seconds. It takes
 * them back when it goes.
 */
export class PipelineExtension extends pulumi.ComponentResource {
  /** Name under which the stack knows the extension. */
  readonly extensionName: pulumi.Output<string>;

  constructor(name: string, args: PipelineExtensionArgs, opts?: pulumi.ComponentResourceOptions) {
    super("observability:index:PipelineExtension", name, {}, opts);
    const content = checkedContent(name, args);
    const { extensionName } = content;
    // Under a name of its own: Pulumi takes one resource of a name, and a program may have several extensions.
    const reference = new pulumi.StackReference(
      `${name}-stack`,
      { name: fullStackName(args.stack) },
      { parent: this },
    );
    const stack = observabilityStack(reference);
    const common = pulumi
      .all([publisherStack(name, content, stack), stack.hostName, stack.environment])
      .apply(([target, hostName, environment]) => ({
        ...publisherContainer(
          { extensionName, owner: ownerOf(name) },
          target,
          extensionFiles(content, { hostName, environment }),
        ),
        volumes: publisherVolumes(target),
      }));
    const { image, entrypoints, user, envs, labels, uploads } = common;
    const shared = { ...CONFINED, image, entrypoints, user, envs, uploads };

    // The new container comes before the old one goes: nothing is missing in between, and an alert that is
    // pending stays so. Their names are Pulumi's, because no two may be alike.
    const replacing = { parent: this, deleteBeforeReplace: false };
    const check = new docker.Container(
      `${name}-check`,
      {
        ...shared,
        command: ["check"],
        labels,
        volumes: common.volumes.apply((volumes) => volumes.check),
        ...RUNS_ONCE,
      },
      replacing,
    );
    const publisher = new docker.Container(
      `${name}-publisher`,
      {
        ...shared,
        command: ["run"],
        // The label is known when the check has passed, and with it the container.
        labels: pulumi.all([labels, passed(name, check)]).apply(([known]) => known),
        volumes: common.volumes.apply((volumes) => volumes.publisher),
        restart: "always",
        healthcheck: HEALTH,
        wait: true,
        waitTimeout: PUBLISHED_WITHIN_SECONDS,
        destroyGraceSeconds: WITHDRAWS_WITHIN_SECONDS,
        stopTimeout: WITHDRAWS_WITHIN_SECONDS,
      },
      { ...replacing, replaceOnChanges: ["healthcheck", "#initerror"] },
    );
    this.extensionName = publisher.id.apply(() => extensionName);
    this.registerOutputs({ extensionName: this.extensionName });
  }
}

/** Who publishes, so that two projects do not take each other's files for their own. One line, as it is stored. */
function ownerOf(name: string): string {
  return [pulumi.getOrganization(), pulumi.getProject(), pulumi.getStack(), name]
    .join("/")
    .replace(/\s+/g, " ");
}

function checkedContent(name: string, args: PipelineExtensionArgs): ExtensionContent {
  const content = extensionContent(args, {
    project: pulumi.getProject(),
    stack: pulumi.getStack(),
    name,
  });
  if (!("problems" in content)) return content;
  throw wrongArguments(`PipelineExtension "${name}"`, content.problems);
}

/** The stack, where it runs what the extension is for. */
function publisherStack(
  name: string,
  { args, groups, dashboards }: ExtensionContent,
  stack: ObservabilityStack,
): pulumi.Output<PublisherStack> {
  return pulumi
    .all([stack.name, stack.namePrefix, stack.versions, stack.extensionsVolume])
    .apply(([stackName, namePrefix, { prometheus, grafana, busybox = "" }, extensionsVolume]) => {
      const given = [
        ...((args.scrapeTargets ?? []).length === 0 ? [] : ["scrapeTargets"]),
        ...(groups.length === 0 ? [] : ["rules"]),
      ];
      if (prometheus === undefined && given.length > 0) {
        throw refusal(
          `PipelineExtension ${name}: the stack ${stackName} runs no Prometheus (its setting services), so nothing would read ${given.join(" and ")}. Add them to the Prometheus that it uses, or take them out.`,
        );
      }
      if (grafana === undefined && dashboards.length > 0) {
        throw refusal(
          `PipelineExtension ${name}: the stack ${stackName} runs no Grafana (its setting services), so nothing would show the dashboards. Add them to the Grafana that you use, or take them out.`,
        );
      }
      if (extensionsVolume === "") {
        throw refusal(
          `PipelineExtension ${name}: the stack ${stackName} is on a Docker Swarm, where no volume reaches the node of its Prometheus and Grafana. Scrape targets: label the service with prometheus-job and prometheus-port, or set scrapeTargets of that stack. Alerts and dashboards: make them in Grafana. See docs/how-to/swarm.md.`,
        );
      }
      return {
        namePrefix,
        extensionsVolume,
        runsPrometheus: prometheus !== undefined,
        runsGrafana: grafana !== undefined,
        // The same promtool as the Prometheus that is to read the files. Without one there is nothing to check with it.
        image: prometheus ?? busybox,
      };
    });
}

/** Fails, with what the check said, where the stack would not take the extension. */
function passed(name: string, check: docker.Container): pulumi.Output<void> {
  return endedWell(check, ({ said, again }) => [
    `PipelineExtension ${name} was rejected. Its previous files stay published.`,
    said,
    `If the cause is not in this project, check again with: ${again}`,
  ]);
}
