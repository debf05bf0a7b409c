import { defaults } from "../../../components/settings/defaults";
import { SecondEngine } from "./engine";

const ATTEMPTS = 4;

/** An engine with the images of an agent. One whose containerd has unpacked an image without its files is given up. */
export async function engineWithImages(): Promise<SecondEngine> {
  for (let attempt = 1; ; attempt++) {
    const engine = new SecondEngine();
    try {
      await engine.start();
      engine.load([defaults.busyboxImage, defaults.cadvisorImage, defaults.collectorImage]);
      engine.docker("run", "--rm", "--network", "none", defaults.busyboxImage, "sh", "-c", "true");
      return engine;
    } catch (error) {
      const logs = engine.logs();
      await engine.remove();
      if (attempt === ATTEMPTS) throw new Error(`${String(error)}\n${logs}`, { cause: error });
    }
  }
}
