import { defaults } from "../../components/settings/defaults";
import { SecondEngine } from "./engine";

const ATTEMPTS = 4;

/** Each image of an agent, and a command that its files must be there for. */
const IMAGES = [
  [defaults.busyboxImage, "true"],
  [defaults.cadvisorImage, "--version"],
  [defaults.collectorImage, "--version"],
  [defaults.dockerSocketProxyImage, "-help"],
] as const;

/** An engine with the images of an agent. One whose containerd has unpacked an image without its files is given up. */
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
