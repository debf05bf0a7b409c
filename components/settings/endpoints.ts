import { byName } from "../services";

/** Alias and ports of each service on the stack's network. */
export const endpoints = byName("endpoint");

/** `host:port`, the form of scrape targets and gRPC addresses. */
export function address(host: string, port: number): string {
  return `${host}:${port}`;
}

export function httpUrl(host: string, port: number): string {
  return `http://${address(host, port)}`;
}

/** URL of a service that uses TLS if the stack does. */
export function serviceUrl(secure: boolean, host: string, port: number): string {
  return `${secure ? "https" : "http"}://${address(host, port)}`;
}
