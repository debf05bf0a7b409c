interface Deployment {
  deployment?: { resources?: { type: string; protect?: boolean; outputs?: { name?: string } }[] };
}

/** What `down` left on the engine, out of Pulumi's exported state and the stack's configuration. Empty for nothing. */
export function retained(exported: string, configuration: string, stack: string): string {
  const { deployment } = JSON.parse(exported) as Deployment;
  const volumes = (deployment?.resources ?? [])
    .filter(({ type, protect }) => type === "docker:index/volume:Volume" && protect === true)
    .map(({ outputs: known }) => known?.name ?? "")
    .sort();
  const config = JSON.parse(configuration) as Readonly<Record<string, { value?: string }>>;
  const adopted = JSON.parse(valueOf("dataVolumes", config) ?? "{}") as Record<string, string>;
  return [
    ...(volumes.length === 0
      ? []
      : [
          `\nKept, because protectData is on: the data volumes ${volumes.join(", ")}.\n` +
            `The next up finds them again. To let them go: npm run pulumi -- config set protectData false --stack ${stack},\n` +
            "then up and down once more.",
        ]),
    ...(Object.keys(adopted).length === 0
      ? []
      : [
          `\nKept, because dataVolumes names them: ${Object.values(adopted).sort().join(", ")}. They were there before the stack.`,
        ]),
  ].join("\n");
}

/** Value of a setting, whatever its namespace. */
function valueOf(
  setting: string,
  config: Readonly<Record<string, { value?: string }>>,
): string | undefined {
  return Object.entries(config).find(([key]) => key.endsWith(`:${setting}`))?.[1].value;
}
