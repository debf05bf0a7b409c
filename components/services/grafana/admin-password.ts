import * as pulumi from "@pulumi/pulumi";
import type { EngineClient } from "../../engine/client";
import { beforeCreate } from "../../platform/hooks";
import { RunningService } from "../../engine/running-service";
import { refusal } from "../../errors";

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
      `Grafana did not take its administrator's new password: ${output} (exit status ${status}). Its old one still holds. Run the update again.`,
    );
  };
  new pulumi.Stash(
    name,
    { input: generation },
    { ...opts, replacementTrigger: String(generation), ...beforeCreate(tell) },
  );
}
