import { randomBytes } from "node:crypto";
import type { Secrets } from "../secret-forms";

/** By which Pulumi tells a secret in a state that it has decrypted. */
const SIGNATURE = "4dabf18193072939515e22adb298388d";

/** A value for each setting that is a secret, with signs in it that programs write in several ways; and what of it is secret. */
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
      // An error of the network, where the others are refused by the receiver.
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

/** What a stack has made at random, out of its state with the secrets in clear: passwords, their hashes, private keys. */
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

/** A line of a private key in PEM that is nothing but key: the first ones say what kind it is. */
function middleOf(pem: string): string {
  const [, , line = ""] = pem.split("\n");
  if (!/^[\w+/]{64}$/.test(line)) throw new Error("a private key in another form than known");
  return line;
}

/** Path and text of all that is marked as a secret. */
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
