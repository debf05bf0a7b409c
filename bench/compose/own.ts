import { EngineClient } from "../../components/engine/client";
import { resolveEndpoint } from "../../components/engine/endpoint";
import { readEngineFacts } from "../../components/engine/facts";
import { readSettings } from "../../components/settings/read";
import { resolveSettings } from "../../components/settings/resolve";
import { register, type Registered } from "../../testing/mocks";
import { composeFile, type Probes } from "./compose";
import { ComposeProject } from "./project";

/** A stack's settings, as its file has them. */
export type Given = Readonly<Record<string, unknown>>;

/** The resources that the program makes of the settings, for this machine's engine. */
export async function ownResources(given: Given, stack: string): Promise<readonly Registered[]> {
  const engine = await readEngineFacts(new EngineClient(resolveEndpoint({})));
  const read = readSettings(
    Object.fromEntries(
      Object.entries(given).map(([key, value]) => [
        key,
        typeof value === "string" ? value : JSON.stringify(value),
      ]),
    ),
  );
  const settings = resolveSettings(read, { stack, engineName: engine.name });
  return (await register(settings, engine)).resources;
}

/** This project's pipeline, brought up by Compose. */
export class OwnPipeline {
  readonly #project = new ComposeProject();

  constructor(
    /** Begins the names of containers, network and volumes. */
    private readonly name: string,
    private readonly probes: Probes,
  ) {}

  async write(given: Given): Promise<void> {
    const resources = await ownResources(given, this.name);
    const { document, files } = composeFile(resources, { project: this.name, probes: this.probes });
    this.#project.write(document, files);
  }

  up(...words: readonly string[]): Promise<void> {
    return this.#project.up(...words);
  }

  down(): Promise<void> {
    return this.#project.down();
  }

  remove(): Promise<void> {
    return this.#project.remove();
  }
}
