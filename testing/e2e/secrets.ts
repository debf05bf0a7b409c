import { randomBytes } from "node:crypto";
import type { Secrets } from "../secret-forms";

/** Key that marks a secret in Pulumi's decrypted state. */
const SIGNATURE = "4dabf18193072939515e22adb298388d";

/** Returns a value for each secret setting, with characters that programs encode differently, and its secret part. */
export function secretSettings(receiver: string): {
  readonly settings: Readonly<Record<string, string>>;
  readonly secrets: Secrets;
} {
  const random = () => randomBytes(18).toString("hex");
  const secrets = {
    alertWebhookUrl: random(),
    alertSlackWebhookUrl: random(),
    alertDeadManUrl: random(),
    smtpPassword: `${random()} "\\<&>+/=%'é`,
    upstreamOtlpHeaders: `${random()}+/&=`,
    remoteWritePassword: `${random()} "\\<&>+/=%'é`,
    objectStorageSecretKey: `${random()}+/=`,
  };
  return {
    secrets,
    settings: {
      alertWebhookUrl: `${receiver}/${secrets.alertWebhookUrl}`,
      alertSlackWebhookUrl: `${receiver}/${secrets.alertSlackWebhookUrl}`,
      // Causes a network error. The receiver rejects the others.
      alertDeadManUrl: `http://dead-man.invalid/${secrets.alertDeadManUrl}`,
      smtpPassword: secrets.smtpPassword,
      remoteWritePassword: secrets.remoteWritePassword,
      objectStorageSecretKey: secrets.objectStorageSecretKey,
      upstreamOtlpHeaders: JSON.stringify({
        authorization: `Bearer ${secrets.upstreamOtlpHeaders}`,
      }),
    },
  };
}

interface State {
  readonly deployment: {
    readonly resources: readonly { readonly urn: string; readonly outputs?: object }[];
  };
}

/** Returns a stack's generated secrets from its decrypted state: passwords, their hashes and private keys. */
export function madeSecrets(exported: string): Secrets {
  const { deployment } = JSON.parse(exported) as State;
  const made = deployment.resources.flatMap(({ urn, outputs = {} }) => {
    const name = urn.slice(urn.lastIndexOf("::") + 2);
    return secretTexts(outputs, name).flatMap(([path, text]): [string, string][] => {
      if (/\.(?:result|bcryptHash)$/.test(path)) return [[path, text]];
      const isKey = path.includes(".output.") && path.endsWith(".key");
      return isKey ? [[path.replace(".output", ""), middleOf(text)]] : [];
    });
  });
  return Object.fromEntries(made);
}

/** Returns a line of a PEM private key that contains only the key. The first lines identify its type. */
function middleOf(pem: string): string {
  const [, , line = ""] = pem.split("\n");
  if (!/^[\w+/]{64}$/.test(line)) throw new Error("unexpected format of a private key");
  return line;
}

/** Returns path and text of every value that is marked as a secret. */
function secretTexts(value: unknown, path: string, secret = false): [string, string][] {
  if (typeof value === "string") return secret ? [[path, value]] : [];
  if (typeof value !== "object" || value === null) return [];
  if (SIGNATURE in value) {
    const { plaintext = "null" } = value as { plaintext?: string };
    return secretTexts(JSON.parse(plaintext), path, true);
  }
  return Object.entries(value).flatMap(([key, item]) =>
    secretTexts(item, `${path}.${key}`, secret),
  );
}
