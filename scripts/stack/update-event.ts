import { randomBytes } from "node:crypto";
import { userInfo } from "node:os";
import { EngineClient } from "../../components/engine/client";
import { UPDATE_SERVICE } from "../../components/settings/labels";
import { removeContainer, startContainer, writeFiles } from "../docker/containers";
import { createHelper, helperResource, infoRecord, postOtlp } from "../docker/helper";
import { root } from "./attach";
import { ask, type Pulumi } from "./cli";
import { engineEndpoint } from "./engine";
import type { Outputs } from "./outputs";

const FILE = "/update.json";
/** How long the gateway may take to accept the event. */
const WITHIN_SECONDS = 20;

/** The parts of an entry of `pulumi stack history --json` that are used here. */
interface Update {
  readonly message?: string;
  readonly environment?: Readonly<Record<string, string>>;
  readonly resourceChanges?: Readonly<Record<string, number>>;
}

/** What Pulumi calls a change, and how people read it. */
const CHANGES = { create: "created", update: "updated", replace: "replaced", delete: "deleted" };

/**
 * Sends a log record about the latest update to the stack's own gateway, if it changed anything: the dashboards mark it on
 * their graphs. A failure is only reported: the update itself succeeded.
 */
export async function sendUpdateEvent(
  pulumi: Pulumi,
  stack: string,
  outputs: Outputs,
): Promise<void> {
  if (outputs.otlpHttpEndpointInternal === "") return;
  const text = updateText(latestUpdate(pulumi, stack), userOf(process.env));
  if (text === undefined) return;
  try {
    await send(stack, outputs, text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    console.error(
      `The dashboards do not mark this update, because its event was not sent: ${reason}`,
    );
  }
}

function latestUpdate(pulumi: Pulumi, stack: string): Update {
  const words = ["stack", "history", "--json", "--page-size", "1", "--stack", stack];
  const { status, output } = ask(pulumi, root, words);
  return status === 0 ? ((JSON.parse(output) as Update[])[0] ?? {}) : {};
}

/** Who changed what; undefined if nothing changed. */
export function updateText(update: Update, user: string): string | undefined {
  const { resourceChanges = {}, environment = {} } = update;
  const changes = Object.entries(CHANGES)
    .map(([kind, done]) => ({ done, count: resourceChanges[kind] ?? 0 }))
    .filter(({ count }) => count > 0)
    .map(({ done, count }) => `${count} ${done}`);
  if (changes.length === 0) return undefined;
  const commit = environment["git.head"]?.slice(0, 8);
  const [subject = ""] = (update.message ?? "").split("\n");
  const at =
    commit === undefined ? "" : ` at commit ${commit}${subject === "" ? "" : ` (${subject})`}`;
  return `${user} updated the stack${at}. Resources: ${changes.join(", ")}.`;
}

/** Whoever started the CI job, or the user of this machine. */
export function userOf(environment: NodeJS.ProcessEnv): string {
  return environment["GITHUB_ACTOR"] ?? environment["GITLAB_USER_LOGIN"] ?? userInfo().username;
}

async function send(stack: string, outputs: Outputs, text: string): Promise<void> {
  const client = new EngineClient(engineEndpoint(root, stack));
  const name = `${outputs.namePrefix}-update-${randomBytes(4).toString("hex")}`;
  const post = postOtlp(FILE, `${outputs.otlpHttpEndpointInternal}/v1/logs`);
  const id = await createHelper(client, outputs, {
    name,
    script: `timeout ${WITHIN_SECONDS} sh -c "until ${post}; do sleep 1; done"`,
  });
  try {
    await writeFiles(client, id, { [FILE]: payload(name, id, text) });
    await startContainer(client, id);
    const { StatusCode } = await client.post<{ StatusCode: number }>(`/containers/${id}/wait`, {
      withinMs: (WITHIN_SECONDS + 10) * 1000,
    });
    if (StatusCode !== 0) {
      throw new Error(`the gateway did not accept it within ${WITHIN_SECONDS} s`);
    }
  } finally {
    await removeContainer(client, id);
  }
}

function payload(name: string, id: string, text: string): string {
  const resource = helperResource(UPDATE_SERVICE, { name, id });
  const record = infoRecord(`${Date.now()}000000`, text);
  return JSON.stringify({
    resourceLogs: [{ resource, scopeLogs: [{ logRecords: [record] }] }],
  });
}
