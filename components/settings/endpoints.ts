import { byName } from "../services";

/** Where each service listens on the stack's own network: the alias by which the others reach it, and its ports there. */
export const endpoints = byName("endpoint");

/** `host:port` as a scrape target or a gRPC client takes it. */
export function address(host: string, port: number): string {
  return `${host}:${port}`;
}

export function httpUrl(host: string, port: number): string {
  return `http://${address(host, port)}`;
}

/** Of a service that speaks TLS where the stack does. */
export function serviceUrl(secure: boolean, host: string, port: number): string {
  return `${secure ? "https" : "http"}://${address(host, port)}`;
}
