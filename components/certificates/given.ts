import { createPrivateKey, X509Certificate, type KeyObject } from "node:crypto";
import { readFileSync } from "node:fs";
import { isIP } from "node:net";
import { hostOf } from "../settings/host-checks";
import { wrongSettings, type Problem } from "../problem";
import type { PipelineSettings } from "../settings/schema";
import type { KeyPair } from "./issue";

/** The servers' certificate of `tls: files`, and who signed it, in PEM. */
export interface GivenCertificates {
  readonly server: KeyPair;
  readonly ca: string;
}

const PEM_CERTIFICATE = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

/**
 * Reads the files that the settings name; undefined where they name none.
 *
 * @throws UserError where one cannot be read, or they do not belong together.
 */
export function readGivenCertificates(settings: PipelineSettings): GivenCertificates | undefined {
  if (settings.tls !== "files") return undefined;
  const problems: Problem[] = [];
  const attempt = <T>(name: FileSetting, read: (text: string) => T): T | undefined => {
    try {
      return read(readFileSync(settings[name], "utf8"));
    } catch (error) {
      problems.push({ setting: name, given: settings[name], ...reason(error) });
      return undefined;
    }
  };
  const certificate = attempt("tlsCertificateFile", certificates);
  const key = attempt("tlsKeyFile", privateKey);
  const ca = attempt("tlsCaFile", certificates);
  if (certificate !== undefined && key !== undefined && ca !== undefined) {
    problems.push(...mismatches(settings, certificate.chain, key.object, ca.chain));
  }
  if (problems.length > 0) throw wrongSettings(problems);
  return {
    server: { certificate: certificate?.pem ?? "", key: key?.pem ?? "" },
    ca: ca?.pem ?? "",
  };
}

type FileSetting = "tlsCertificateFile" | "tlsKeyFile" | "tlsCaFile";
type Chain = readonly [X509Certificate, ...X509Certificate[]];

/** Only what is a certificate: a key that stands in the same file goes nowhere. */
function certificates(text: string): { pem: string; chain: Chain } {
  const blocks = text.match(PEM_CERTIFICATE) ?? [];
  const [first, ...others] = blocks.map((block) => new X509Certificate(block));
  if (first === undefined) throw new Error("holds no certificate in PEM");
  return { pem: `${blocks.join("\n")}\n`, chain: [first, ...others] };
}

function privateKey(text: string): { pem: string; object: KeyObject } {
  if (!text.includes("PRIVATE KEY-----")) throw new Error("holds no private key in PEM");
  if (text.includes("ENCRYPTED")) throw new Error("is encrypted");
  return { pem: text, object: createPrivateKey(text) };
}

function mismatches(
  settings: PipelineSettings,
  chain: Chain,
  key: KeyObject,
  authorities: Chain,
): Problem[] {
  const { tlsCertificateFile, tlsKeyFile, tlsCaFile, tlsNames } = settings;
  const problems: Problem[] = [];
  const [certificate] = chain;
  if (!certificate.checkPrivateKey(key)) {
    problems.push({
      setting: "tlsKeyFile",
      given: tlsKeyFile,
      message: `is not the key of the certificate in ${tlsCertificateFile}.`,
      fix: "Give the two that were made together.",
    });
  }
  const [from, to] = [Date.parse(certificate.validFrom), Date.parse(certificate.validTo)];
  if (Date.now() < from || Date.now() > to) {
    problems.push({
      setting: "tlsCertificateFile",
      given: tlsCertificateFile,
      message: `is valid from ${certificate.validFrom} to ${certificate.validTo}, and not now.`,
      fix: "Renew it.",
    });
  }
  const [name = ""] = tlsNames;
  if (!isForHost(certificate, name)) {
    problems.push({
      setting: "tlsNames",
      given: JSON.stringify(name),
      message: `comes first, but is not a name in the certificate ${tlsCertificateFile}, which is for ${certificate.subjectAltName ?? "none"}.`,
      fix: "Put one of these names first.",
    });
  }
  const gateway = hostOf(settings.gatewayEndpoint);
  if (gateway !== "" && !isForHost(certificate, gateway)) {
    problems.push({
      setting: "gatewayEndpoint",
      given: gateway,
      message: `is not a name in the certificate ${tlsCertificateFile}, which is for ${certificate.subjectAltName ?? "none"}.`,
      fix: "Agents on other hosts would reject it. Use one of these names.",
    });
  }
  if (!isSignedBy(chain, authorities)) {
    problems.push({
      setting: "tlsCaFile",
      given: tlsCaFile,
      message: `did not sign ${tlsCertificateFile}, nor what stands after it there.`,
      fix: "Give the certificate of who did.",
    });
  }
  return problems;
}

function isForHost(certificate: X509Certificate, name: string): boolean {
  const found = isIP(name) === 0 ? certificate.checkHost(name) : certificate.checkIP(name);
  return found !== undefined;
}

function isSignedBy(chain: Chain, authorities: Chain): boolean {
  const issued = (one: X509Certificate, by: X509Certificate) =>
    one.checkIssued(by) && one.verify(by.publicKey);
  const linked = chain.every((one, index) => {
    const next = chain[index + 1];
    return next === undefined || issued(one, next);
  });
  const last = chain[chain.length - 1] ?? chain[0];
  return linked && authorities.some((authority) => issued(last, authority));
}

function reason(error: unknown): Pick<Problem, "message" | "fix"> {
  const { code, message } = error as NodeJS.ErrnoException;
  const path = "Give the path of a PEM file.";
  if (code === "ENOENT") return { message: "is not there.", fix: path };
  if (code === "EISDIR") return { message: "is a directory.", fix: path };
  if (code === "EACCES") {
    return { message: "cannot be read by who runs Pulumi.", fix: "Let that user read it." };
  }
  return /^(?:holds|is)\b/.test(message)
    ? { message: `${message}.`, fix: "Give a PEM file that does, without a passphrase." }
    : { message: `cannot be read: ${message}.` };
}
