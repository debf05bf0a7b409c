import * as pulumi from "@pulumi/pulumi";
import type { EngineClient } from "../../engine/client";
import { beforeCreate } from "../../platform/hooks";
import { RunningService } from "../../engine/running-service";
import { refusal } from "../../errors";

/** Reads the new password from a file, so that it does not appear in a command line. */
const RESET =
  "grafana cli --homepath /usr/share/grafana admin reset-admin-password --password-from-stdin";

export interface NewPasswordArgs {
  readonly client: EngineClient;
  /** Name of Grafana's container. */
  readonly container: string;
  /** Path of the file with the password in the container. */
  readonly file: string;
  readonly generation: number;
}

/**
 * Sets the administrator's password of a later generation with Grafana's own CLI in the running container: Grafana
 * reads the password file only at its first start. If this fails, the update fails, and the next update retries it.
 */
export function tellNewPassword(
  name: string,
  { client, container, file, generation }: NewPasswordArgs,
  opts: { parent: pulumi.Resource; dependsOn: pulumi.Resource[] },
): void {
  if (generation === 1) return;
  const tell = async () => {
    const { status, output } = await new RunningService(client, container).run([
      "sh",
      "-c",
      `${RESET} < ${file}`,
    ]);
    if (status === 0) return;
    throw refusal(
      `Grafana rejected the administrator's new password: ${output} (exit status ${status}). The old password remains valid. Run the update again.`,
    );
  };
  new pulumi.Stash(
    name,
    { input: generation },
    { ...opts, replacementTrigger: String(generation), ...beforeCreate(tell) },
  );
}
