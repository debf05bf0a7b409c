import { request } from "node:https";

/** The CA that a client trusts, and its credentials. */
export interface Shown {
  readonly ca: string;
  readonly cert?: string | undefined;
  readonly key?: string | undefined;
  readonly token?: string | undefined;
}

/** Sends a request over TLS. Returns status and text of the response; "refused" if the connection fails. */
export function askSecurely(
  url: string,
  { ca, cert, key, token }: Shown,
  body?: object,
): Promise<{ status: number | "refused"; text: string }> {
  return new Promise((resolve) => {
    const ask = request(
      url,
      {
        ca,
        agent: false,
        timeout: 5_000,
        method: body === undefined ? "GET" : "POST",
        headers: {
          "content-type": "application/json",
          ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        },
        ...(cert === undefined || key === undefined ? {} : { cert, key }),
      },
      (response) => {
        let text = "";
        response.on("data", (chunk) => (text += String(chunk)));
        response.on("end", () => {
          resolve({ status: response.statusCode ?? 0, text });
        });
      },
    );
    ask.on("timeout", () => ask.destroy(new Error("no answer within 5 s")));
    ask.on("error", (error) => {
      resolve({ status: "refused", text: error.message });
    });
    ask.end(body === undefined ? undefined : JSON.stringify(body));
  });
}
