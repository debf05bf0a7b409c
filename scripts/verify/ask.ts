import { request as overHttp, type IncomingMessage, type RequestOptions } from "node:http";
import { request as overHttps } from "node:https";
import { connect } from "node:tls";
import type { Duplex } from "node:stream";

const ANSWER_WITHIN_MS = 15_000;

/** What to trust, and what to show, in PEM. */
export interface Credentials {
  readonly ca: string;
  readonly cert: string;
  readonly key: string;
}

export interface Asked {
  readonly headers: Readonly<Record<string, string>>;
  /** Undefined where plain HTTP is spoken, or who answers is known to everybody. */
  readonly credentials: Credentials | undefined;
  /** In place of a connection from here. */
  readonly through?: Duplex;
}

/** The JSON that a URL answers with. */
export async function askJson<T>(url: string, asked: Asked): Promise<T> {
  let answer: { status: number; text: string };
  try {
    answer = await ask(new URL(url), asked);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new Error(`${url}: ${code ?? message}`);
  }
  const { status, text } = answer;
  if (status < 200 || status > 299) throw new Error(`${url}: ${status} ${text.trim()}`);
  try {
    return JSON.parse(text) as T;
  } catch {
    throw new Error(`${url}: no JSON: ${text.slice(0, 80)}`);
  }
}

function ask(url: URL, { headers, credentials, through }: Asked) {
  const secure = url.protocol === "https:";
  const options: RequestOptions = {
    headers,
    signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
    ...(secure ? credentials : {}),
    ...(through === undefined
      ? { agent: false }
      : // An agent would make a connection of its own, also that of a single request which `false` stands for.
        { createConnection: () => (secure ? encrypted(through, url, credentials) : through) }),
  };
  return new Promise<{ status: number; text: string }>((resolve, reject) => {
    const request = (secure && through === undefined ? overHttps : overHttp)(
      { ...parts(url), ...options },
      (response) => {
        read(response).then((text) => {
          resolve({ status: response.statusCode ?? 0, text });
        }, reject);
      },
    );
    request.on("error", reject).end();
  });
}

function encrypted(socket: Duplex, { hostname }: URL, credentials: Credentials | undefined) {
  return connect({ socket, servername: hostname, ...credentials });
}

/** Of a connection that is there already only the words of the request count. */
function parts({ hostname, port, pathname, search }: URL) {
  const host = hostname.replace(/^\[|\]$/g, "");
  return { host, ...(port === "" ? {} : { port }), path: `${pathname}${search}` };
}

async function read(response: IncomingMessage): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of response) chunks.push(chunk as Uint8Array);
  return Buffer.concat(chunks).toString("utf8");
}
