import { createPrivateKey, X509Certificate } from "node:crypto";
import { connect, createServer, type PeerCertificate, type TLSSocket } from "node:tls";
import type { AddressInfo } from "node:net";
import { beforeAll, describe, expect, it } from "vitest";
import { issue, makeAuthority, type KeyPair } from "../../components/certificates/issue";

const DAY_MS = 86_400_000;

describe("certificates that the stack makes", () => {
  let authority: KeyPair;
  let server: KeyPair;
  let client: KeyPair;

  beforeAll(async () => {
    authority = await makeAuthority("observability-test");
    server = await issue(authority, {
      commonName: "observability-test",
      serverNames: ["localhost", "prometheus", "127.0.0.1", "::1"],
    });
    client = await issue(authority, { commonName: "people" });
  });

  const read = ({ certificate }: KeyPair) => new X509Certificate(certificate);

  it("are signed by the authority, which signs nothing but such", () => {
    const ca = read(authority);
    expect(ca.ca).toBe(true);
    for (const pair of [server, client]) {
      expect(read(pair).ca).toBe(false);
      expect(read(pair).checkIssued(ca)).toBe(true);
      expect(read(pair).verify(ca.publicKey)).toBe(true);
      expect(read(pair).checkPrivateKey(createPrivateKey(pair.key))).toBe(true);
    }
    expect(read(server).checkPrivateKey(createPrivateKey(client.key))).toBe(false);
  });

  it("are for every name of the server, and for no other", () => {
    const certificate = read(server);
    expect(certificate.checkHost("prometheus")).toBe("prometheus");
    expect(certificate.checkIP("127.0.0.1")).toBe("127.0.0.1");
    expect(certificate.checkIP("::1")).toBe("::1");
    expect(certificate.checkHost("example.com")).toBeUndefined();
    expect(certificate.checkIP("10.0.0.1")).toBeUndefined();
  });

  it("are for one side of a connection each", () => {
    expect(read(server).keyUsage).toEqual(["1.3.6.1.5.5.7.3.1"]);
    expect(read(client).keyUsage).toEqual(["1.3.6.1.5.5.7.3.2"]);
  });

  it("hold for 825 days, their authority for ten years, from an hour ago on", () => {
    const days = (pair: KeyPair) => (Date.parse(read(pair).validTo) - Date.now()) / DAY_MS;
    expect(days(server)).toBeCloseTo(825, 1);
    expect(days(authority)).toBeCloseTo(3650, 1);
    expect(Date.parse(read(client).validFrom)).toBeLessThan(Date.now() - 3_500_000);
  });

  it("are no two alike", async () => {
    const again = await issue(authority, { commonName: "people" });
    expect(read(again).serialNumber).not.toBe(read(client).serialNumber);
    expect(again.key).not.toBe(client.key);
  });

  it("let a client in that has one, and none that has another authority's", async () => {
    const stranger = await issue(await makeAuthority("observability-test"), {
      commonName: "people",
    });
    expect(await greeted({ authority, server, client })).toBe("people");
    expect(await greeted({ authority, server, client: stranger })).toMatch(/^refused/);
    expect(await greeted({ authority, server, client: undefined })).toMatch(/^refused/);
  });
});

/** The name by which a server that asks for a certificate knows the client; else that it was refused. */
function greeted(parts: {
  authority: KeyPair;
  server: KeyPair;
  client: KeyPair | undefined;
}): Promise<string> {
  const { authority, server, client } = parts;
  const ca = authority.certificate;
  return new Promise((resolve) => {
    const listener = createServer(
      {
        ca,
        cert: server.certificate,
        key: server.key,
        requestCert: true,
        rejectUnauthorized: true,
      },
      (socket: TLSSocket) => {
        const { subject }: PeerCertificate = socket.getPeerCertificate();
        socket.end(String(subject.CN));
      },
    );
    listener.listen(0, "127.0.0.1", () => {
      const { port } = listener.address() as AddressInfo;
      const socket = connect({
        host: "127.0.0.1",
        port,
        ca,
        ...(client === undefined ? {} : { cert: client.certificate, key: client.key }),
      });
      let heard = "";
      const end = (what: string) => {
        socket.destroy();
        listener.close();
        resolve(what);
      };
      socket.on("data", (chunk) => (heard += String(chunk)));
      socket.on("end", () => {
        if (heard !== "") end(heard);
      });
      listener.on("tlsClientError", (error: Error) => {
        end(`refused: ${error.message}`);
      });
      socket.on("error", (error: Error) => {
        end(`refused: ${error.message}`);
      });
    });
  });
}
