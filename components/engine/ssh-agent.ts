import { spawn } from "node:child_process";
import { Agent } from "node:http";
import { Duplex, PassThrough } from "node:stream";

/**
 * Reaches an engine through the `ssh` program, as Docker's own client and Pulumi's provider do: with the
 * user's keys, known hosts and ssh configuration.
 */
export class SshAgent extends Agent {
  constructor(private readonly url: URL) {
    super({ keepAlive: false });
  }

  override createConnection(): Duplex {
    const { hostname, port, username } = this.url;
    const target = username === "" ? hostname : `${decodeURIComponent(username)}@${hostname}`;
    const options = ["-o", "BatchMode=yes", ...(port === "" ? [] : ["-p", port])];
    // A host that begins with a dash would be an option.
    const words = [...options, "--", target, "docker", "system", "dial-stdio"];
    const child = spawn("ssh", words, { stdio: ["pipe", "pipe", "pipe"] });
    // What ssh complains of is known only when it has ended: until then neither side of the connection may end first.
    const [input, output] = [new PassThrough(), new PassThrough()];
    input.pipe(child.stdin).on("error", () => undefined);
    child.stdout.pipe(output, { end: false });
    const connection = Duplex.from({ readable: output, writable: input });

    let complaint = "";
    child.stderr.on("data", (chunk) => (complaint += String(chunk)));
    child.on("error", (error) => connection.destroy(error));
    child.on("close", (status) => {
      if (status === 0) output.end();
      else connection.destroy(new Error(complaint.trim() || `ssh ended with ${status}`));
    });
    connection.on("close", () => child.kill());
    return connection;
  }
}
