// What @peculiar/x509 is built on asks for it, and before it.
import "reflect-metadata";
import { isIP } from "node:net";
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  PemConverter,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
  X509Certificate,
  X509CertificateGenerator,
} from "@peculiar/x509";

/** A certificate and its private key, in PEM. */
export interface KeyPair {
  readonly certificate: string;
  readonly key: string;
}

const ALGORITHM = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };
const DAY_MS = 24 * 60 * 60 * 1000;
/** The authority outlives what it signs by far; both are made anew together. */
const AUTHORITY_DAYS = 3650;
/** The longest that all clients take of a server. */
const LEAF_DAYS = 825;
/** A client's clock may be late. */
const BACKDATED_MS = 60 * 60 * 1000;

/** A certificate authority that can sign certificates, and no further authority. */
export async function makeAuthority(commonName: string, now = new Date()): Promise<KeyPair> {
  const keys = await makeKeys();
  const certificate = await X509CertificateGenerator.createSelfSigned({
    ...validity(now, AUTHORITY_DAYS),
    name: [{ CN: [commonName] }],
    signingAlgorithm: ALGORITHM,
    keys,
    extensions: [
      new BasicConstraintsExtension(true, 0, true),
      new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
      await SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  return inPem(certificate, keys);
}

/** A certificate of the authority: for a server, with the names by which it is reached, or for a client. */
export async function issue(
  authority: KeyPair,
  subject: { commonName: string; serverNames?: readonly string[] },
  now = new Date(),
): Promise<KeyPair> {
  const [keys, issuer] = [await makeKeys(), new X509Certificate(authority.certificate)];
  const { commonName, serverNames = [] } = subject;
  const usage = serverNames.length > 0 ? ExtendedKeyUsage.serverAuth : ExtendedKeyUsage.clientAuth;
  const names = serverNames.map(
    (value) => ({ type: isIP(value) === 0 ? "dns" : "ip", value }) as const,
  );
  const certificate = await X509CertificateGenerator.create({
    ...validity(now, LEAF_DAYS),
    subject: [{ CN: [commonName] }],
    issuer: issuer.subject,
    signingAlgorithm: ALGORITHM,
    publicKey: keys.publicKey,
    signingKey: await readKey(authority.key),
    extensions: [
      new BasicConstraintsExtension(false, undefined, true),
      new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
      new ExtendedKeyUsageExtension([usage]),
      ...(names.length === 0 ? [] : [new SubjectAlternativeNameExtension(names)]),
      await SubjectKeyIdentifierExtension.create(keys.publicKey),
      await AuthorityKeyIdentifierExtension.create(issuer),
    ],
  });
  return inPem(certificate, keys);
}

function validity(now: Date, days: number) {
  return {
    serialNumber: Buffer.from(crypto.getRandomValues(new Uint8Array(16)))
      .toString("hex")
      // Positive, and of full length.
      .replace(/^./, "4"),
    notBefore: new Date(now.getTime() - BACKDATED_MS),
    notAfter: new Date(now.getTime() + days * DAY_MS),
  };
}

function makeKeys() {
  return crypto.subtle.generateKey(ALGORITHM, true, ["sign", "verify"]);
}

function readKey(pem: string) {
  return crypto.subtle.importKey("pkcs8", PemConverter.decodeFirst(pem), ALGORITHM, false, [
    "sign",
  ]);
}

async function inPem(
  certificate: X509Certificate,
  { privateKey }: Awaited<ReturnType<typeof makeKeys>>,
): Promise<KeyPair> {
  const key = await crypto.subtle.exportKey("pkcs8", privateKey);
  return {
    certificate: `${certificate.toString("pem")}\n`,
    key: `${PemConverter.encode(key, "PRIVATE KEY")}\n`,
  };
}
