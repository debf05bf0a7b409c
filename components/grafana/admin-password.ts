import type * as docker from "@pulumi/docker";
import * as pulumi from "@pulumi/pulumi";
import type { EngineClient } from "../docker/engine-client";
import { beforeCreate } from "../docker/hooks";
import { refusal } from "../refusal";

/** Reads the new password from its file: it stands in no command line. */
const RESET =
  "grafana cli --homepath /usr/share/grafana admin reset-admin-password --password-from-stdin";

export interface NewPasswordArgs {
  readonly client: EngineClient;
  /** Name of Grafana's container. */
  readonly container: string;
  /** Where the password stands in it. */
  readonly file: string;
  readonly generation: number;
}

/**
 * Grafana reads the file of its administrator's password at its first start only. Of a later generation it is told here, by
 * its own command line in its running container. Where that fails, so does the update, and the next one tries again.
 */
export function tellNewPassword(
  name: string,
  { client, container, file, generation }: NewPasswordArgs,
  opts: { parent: pulumi.Resource; dependsOn: docker.Container[] },
): void {
  if (generation === 1) return;
  const tell = async () => {
    const { status, output } = await runInside(client, container, `${RESET} < ${file}`);
    if (status === 0) return;
    throw refusal(
      `Grafana did not take its administrator's new password: ${output} (exit status ${status}). Its old one still holds. Run the update again.`,
    );
  };
  new pulumi.Stash(
    name,
    { input: generation },
    { ...opts, replacementTrigger: String(generation), ...beforeCreate(tell) },
  );
}

async function runInside(
  client: EngineClient,
  container: string,
  script: string,
): Promise<{ status: number; output: string }> {
  const { Id } = await client.post<{ Id: string }>(`/containers/${container}/exec`, {
    body: {
      AttachStdout: true,
      AttachStderr: true,
      // Without a terminal the engine mixes the output with its own framing.
      Tty: true,
      Cmd: ["sh", "-c", script],
    },
  });
  const printed = await client.post<unknown>(`/exec/${Id}/start`, {
    body: { Detach: false, Tty: true },
  });
  const { ExitCode } = await client.get<{ ExitCode: number }>(`/exec/${Id}/json`);
  const output = Buffer.isBuffer(printed) ? printed.toString("utf8") : String(printed);
  return { status: ExitCode, output: output.trim() };
}
