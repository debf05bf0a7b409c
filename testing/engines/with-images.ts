import { defaults } from "../../components/settings/defaults";
import { SecondEngine } from "./engine";

const ATTEMPTS = 4;

/** The images of an agent, each with a command that fails if its files are missing. */
const IMAGES = [
  [defaults.busyboxImage, "true"],
  [defaults.cadvisorImage, "--version"],
  [defaults.collectorImage, "--version"],
  [defaults.dockerSocketProxyImage, "-help"],
] as const;

/** Starts an engine with an agent's images. Retries with a new engine if containerd unpacks an image without files. */
export async function engineWithImages(): Promise<SecondEngine> {
  for (let attempt = 1; ; attempt++) {
    const engine = new SecondEngine();
    try {
      await engine.start();
      engine.load(IMAGES.map(([image]) => image));
      for (const image of IMAGES) engine.docker("run", "--rm", "--network", "none", ...image);
      return engine;
    } catch (error) {
      const logs = engine.logs();
      await engine.remove();
      if (attempt === ATTEMPTS) throw new Error(`${String(error)}\n${logs}`, { cause: error });
    }
  }
}
