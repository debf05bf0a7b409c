import fc, { type Arbitrary } from "fast-check";
import { UserError } from "../../components/problem";
import { readSettings } from "../../components/settings/read";
import type { Setting } from "../../components/settings/kinds";
import { HOST_SERVICES } from "../../components/settings/host-checks";
import { resolveSettings } from "../../components/settings/resolve";
import { schema, type PipelineSettings, type SettingName } from "../../components/settings/schema";
import { SERVICES, type ServiceName } from "../../components/settings/services";
import { valueOf } from "./values";

export type Configuration = Readonly<Record<string, string>>;

/** Settings that replace a service that is not listed. */
const OWN_STORES: Partial<Record<ServiceName, readonly SettingName[]>> = {
  prometheus: ["prometheusUrl"],
  tempo: ["tempoUrl", "tempoOtlpEndpoint"],
  loki: ["lokiUrl"],
};

/** The setting `swarm`, and those that require it. */
const SWARM_SETTINGS = (Object.keys(schema) as SettingName[]).filter((name) => {
  const { requires }: Setting<unknown> = schema[name];
  return name === "swarm" || requires?.["swarm"] === true;
});

/** Settings of each kind of stack: one host, remote hosts, a host with its own stack, or a Swarm. */
const SPANS: Readonly<Record<"alone" | "hosts" | "own stack" | "swarm", readonly SettingName[]>> = {
  alone: [],
  hosts: ["hosts", "gatewayEndpoint"],
  "own stack": ["backendStack"],
  swarm: SWARM_SETTINGS,
};
/** Settings of external stores, which require each other. */
const GROWN = (Object.keys(schema) as SettingName[]).filter((name) =>
  /^remoteWrite|^objectStorage|Bucket/.test(name),
);
/** Settings of the user's own certificate, which require each other. */
const CERTIFICATE: readonly SettingName[] = [
  "tlsCertificateFile",
  "tlsKeyFile",
  "tlsCaFile",
  "tlsNames",
];
const WITH_HOSTS = { tls: "generated", otlpAuth: "token" };
const WITH_SWARM = { ...WITH_HOSTS, swarm: "true", bindAddress: "0.0.0.0" };

const names = (Object.keys(schema) as SettingName[]).filter((name) => name !== "services");

const settings = fc.record(
  Object.fromEntries(names.map((name) => [name, valueOf(name)])) as Record<
    SettingName,
    Arbitrary<string>
  >,
);

/**
 * Allowed configurations. Each setting is in many of them. Settings that contradict each other are removed, as the
 * error message names them.
 */
export const configurations: Arbitrary<Configuration> = fc
  .tuple(
    settings,
    fc.constantFrom(...(Object.keys(SPANS) as (keyof typeof SPANS)[])),
    fc.boolean(),
    fc.boolean(),
    fc.subarray([...SERVICES], { minLength: 4 }),
    fc.subarray(names, { minLength: 10 }),
  )
  .map(([values, span, grown, certified, listed, kept]) => {
    const services = span === "own stack" ? [...HOST_SERVICES] : listed;
    const stores = SERVICES.filter((name) => !services.includes(name)).flatMap(
      (name) => OWN_STORES[name] ?? [],
    );
    const alone = kept.filter((name) => !Object.values(SPANS).flat().includes(name));
    const further = [
      ...SPANS[span],
      ...(grown ? GROWN : []),
      ...(certified ? CERTIFICATE : []),
      ...(span === "own stack" ? [] : stores),
    ];
    const chosen = [...alone, ...further].map((name) => [name, values[name]] as const);
    return allowed({
      ...Object.fromEntries(chosen),
      ...(span === "hosts" ? WITH_HOSTS : {}),
      ...(span === "swarm" ? WITH_SWARM : {}),
      ...(certified ? { tls: "files" } : {}),
      services: JSON.stringify(services),
    });
  });

/** A stack before and after a change of one setting, or of all settings. */
export const changes: Arbitrary<readonly [Configuration, Configuration]> = fc.oneof(
  fc
    .tuple(configurations, fc.constantFrom(...names), settings)
    .map(
      ([before, name, values]) => [before, allowed({ ...before, [name]: values[name] })] as const,
    ),
  fc.tuple(configurations, configurations),
);

function allowed(configuration: Configuration): Configuration {
  try {
    readSettings(configuration);
    return configuration;
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const wrong = error.problems.flatMap((problem) => {
      const given = Object.keys(configuration).filter((name) => mentions(problem, name));
      const about = given.filter((name) => mentions(problem.split(":")[0] ?? "", name));
      return about.length > 0 ? about : given;
    });
    if (wrong.length === 0) throw error;
    const rest = Object.entries(configuration).filter(([name]) => !wrong.includes(name));
    return allowed(Object.fromEntries(rest));
  }
}

function mentions(text: string, name: string): boolean {
  return new RegExp(`\\b${name}\\b`).test(text);
}

export function resolved(configuration: Configuration): PipelineSettings {
  return resolveSettings(readSettings(configuration), { stack: "test", engineName: "engine" });
}
