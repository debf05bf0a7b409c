import { connect } from "node:net";
import { networkInterfaces } from "node:os";
import { docker } from "./engine";

/** Every address of this host but loopback, those of Docker's networks among them; not the link's own of IPv6. */
export function outerAddresses(): string[] {
  return Object.values(networkInterfaces())
    .flatMap((all = []) => all)
    .filter(({ internal, address }) => !internal && !address.startsWith("fe80"))
    .map(({ address }) => address);
}

/** Whether somebody takes a connection there. */
export function listens(address: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: address, port, timeout: 2_000 });
    const end = (taken: boolean) => {
      socket.destroy();
      resolve(taken);
    };
    socket.on("connect", () => {
      end(true);
    });
    socket.on("timeout", () => {
      end(false);
    });
    socket.on("error", () => {
      end(false);
    });
  });
}

interface Binding {
  readonly HostIp: string;
  readonly HostPort: string;
}

/** A container's network, and what it publishes: as it was asked for, and as it is. */
export interface Published {
  readonly container: string;
  readonly network: string;
  readonly everyPort: boolean;
  readonly bindings: readonly string[];
}

/** `container`'s published ports as `address:port`. */
export function publishedOf(container: string): Published {
  const [told] = JSON.parse(docker("container", "inspect", container)) as [
    {
      HostConfig: {
        NetworkMode: string;
        PublishAllPorts: boolean;
        PortBindings: Record<string, Binding[] | null> | null;
      };
      NetworkSettings: { Ports: Record<string, Binding[] | null> | null };
    },
  ];
  const { HostConfig, NetworkSettings } = told;
  const all = [HostConfig.PortBindings, NetworkSettings.Ports].flatMap((ports) =>
    Object.values(ports ?? {}).flatMap((bindings) => bindings ?? []),
  );
  return {
    container,
    network: HostConfig.NetworkMode,
    everyPort: HostConfig.PublishAllPorts,
    bindings: [...new Set(all.map(({ HostIp, HostPort }) => `${HostIp}:${HostPort}`))],
  };
}
