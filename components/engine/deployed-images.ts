import type { EngineClient } from "./client";
import { listServices } from "./swarm-services";

/** The images of a stack's services as the Swarm has them, by the names of the services. */
export type DeployedImages = ReadonlyMap<string, string>;

export async function readDeployedImages(
  client: EngineClient,
  namePrefix: string,
): Promise<DeployedImages> {
  const services = await listServices(client, namePrefix);
  return new Map(
    services.map(({ Spec: { Name, TaskTemplate } }) => [
      Name,
      TaskTemplate.ContainerSpec?.Image ?? "",
    ]),
  );
}

/**
 * The image as it is deployed, where that is this one. When a service is made, Docker's client asks the registry for the
 * digest and names the image with it, in its own spelling: said otherwise, each further update would take that back.
 */
export function asDeployed(image: string, deployed: string | undefined): string {
  if (deployed === undefined) return image;
  const there = image.includes("@") ? deployed : deployed.replace(/@sha256:[0-9a-f]{64}$/, "");
  return there === familiar(image) ? deployed : image;
}

/** As Docker spells it: what it would fill in is left out, but for the tag. */
function familiar(image: string): string {
  const short = image.replace(/^(?:index\.)?docker\.io\//, "").replace(/^library\//, "");
  return /:[^/]+$/.test(short) ? short : `${short}:latest`;
}
