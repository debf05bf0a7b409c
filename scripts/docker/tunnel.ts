import { Duplex, PassThrough } from "node:stream";
import type { EngineClient } from "../../components/engine/client";

/**
 * A connection to an address as a container sees it: the engine runs `nc` there. So a client on this machine can speak
 * TLS, with a certificate, to a service that only the stack's network reaches.
 */
export async function tunnel(
  client: EngineClient,
  container: string,
  { host, port }: { host: string; port: number },
): Promise<Duplex> {
  const { Id } = await client.post<{ Id: string }>(`/containers/${container}/exec`, {
    body: {
      AttachStdin: true,
      AttachStdout: true,
      AttachStderr: true,
      Cmd: ["nc", host, String(port)],
    },
  });
  const { stream, split } = await client.attach(`/exec/${Id}/start`, { Detach: false, Tty: false });
  const [received, complaints] = [new PassThrough(), new PassThrough()];
  split(received, complaints.resume());
  stream.on("end", () => received.end()).on("error", (error) => received.destroy(error));
  return Duplex.from({ readable: received, writable: stream });
}
