/** The version of this project that each output of a stack came with. */
export const outputVersions = Object.freeze({
  grafanaUrl: "0.1.0",
  grafanaAdminUser: "0.1.0",
  grafanaAdminPassword: "0.1.0",
  prometheusUrl: "0.1.0",
  tempoUrl: "0.1.0",
  lokiUrl: "0.1.0",
  alertmanagerUrl: "0.1.0",
  otlpGrpcEndpoint: "0.1.0",
  otlpHttpEndpoint: "0.1.0",
  otlpGrpcEndpointInternal: "0.1.0",
  otlpHttpEndpointInternal: "0.1.0",
  otlpToken: "0.2.0",
  tlsCaCertificate: "0.2.0",
  tlsClientCertificate: "0.2.0",
  tlsClientKey: "0.2.0",
  networkName: "0.1.0",
  extensionsVolume: "0.2.0",
  environment: "0.1.0",
  hostName: "0.1.0",
  namePrefix: "0.1.0",
  signals: "0.1.0",
  dataSourceUids: "0.1.0",
  versions: "0.1.0",
  version: "0.2.0",
});

export type OutputName = keyof typeof outputVersions;
