import { createServer as overHttp, type RequestListener } from "node:http";
import { createServer as overHttps } from "node:https";
import { connect, type AddressInfo, type Server } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { issue } from "../../components/certificates/issue";
import { askJson } from "../../scripts/verify/ask";
import { ownCertificates } from "../../testing/tls";

/** A name that only the stack's network knows. */
const NAME = "tempo";

const answer: RequestListener = ({ url }, response) => {
  response.end(JSON.stringify({ url }));
};

describe("a store that only the stack's network reaches", () => {
  let server: Server;
  const through = async () => {
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return connect((server.address() as AddressInfo).port, "127.0.0.1");
  };

  afterEach(() => {
    server.close();
  });

  it("is asked through a connection that is there already", async () => {
    server = overHttp(answer);
    const asked = { headers: {}, credentials: undefined, through: await through() };
    expect(await askJson(`http://${NAME}:3200/ready?a=b`, asked)).toEqual({ url: "/ready?a=b" });
  });

  it("is shown a certificate there, and shows its own under its name", async () => {
    const { authority, server: own } = await ownCertificates(NAME);
    const client = await issue(authority, { commonName: "verify" });
    const ca = authority.certificate;
    const wants = { requestCert: true, rejectUnauthorized: true, ca };
    server = overHttps({ cert: own.certificate, key: own.key, ...wants }, answer);
    const credentials = { ca, cert: client.certificate, key: client.key };
    const asked = { headers: {}, credentials, through: await through() };
    expect(await askJson(`https://${NAME}:3200/ready`, asked)).toEqual({ url: "/ready" });

    const other = { ...asked, through: connect((server.address() as AddressInfo).port) };
    await expect(askJson("https://loki:3100/ready", other)).rejects.toThrow(
      "ERR_TLS_CERT_ALTNAME_INVALID",
    );
  });
});
