import { execFile, spawnSync } from "node:child_process";
import { promisify } from "node:util";
import type { Agent } from "./agent";
import { programAgent } from "./program-agent";

const PORT = 25_701;

/**
 * Beszel's agent, which reads only when its hub asks: each minute (`interval` of its `system_manager.go`), on a
 * connection over ssh that it keeps. The connection is therefore made before the measurement begins, and each question
 * is a session on it. Asked again within half a minute it would repeat its last answer, which costs nothing: it is asked
 * once in a measurement, and not before.
 */
export function beszel(): Agent {
  let folder = "";
  const words = (...more: readonly string[]) => [
    ...["-F", "none", "-S", `${folder}/connection`, "-i", `${folder}/key`, "-p", `${PORT}`],
    // Its key is as new as the agent itself.
    ...["StrictHostKeyChecking=no", "UserKnownHostsFile=/dev/null"].flatMap((it) => ["-o", it]),
    ...["BatchMode=yes", "IdentitiesOnly=yes", "LogLevel=ERROR"].flatMap((it) => ["-o", it]),
    ...more,
    "hub@127.0.0.1",
  ];
  const connect = () => spawnSync("ssh", words("-M", "-N", "-f"), { stdio: "ignore" }).status === 0;
  const disconnect = () => spawnSync("ssh", words("-O", "exit"), { stdio: "ignore" });
  const agent = programAgent({
    name: "Beszel",
    everyMs: 60_000,
    program: "beszel-agent",
    needs: ["ssh", "ssh-keygen"],
    start: (own) => {
      folder = own;
      spawnSync("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-f", `${folder}/key`]);
      return {
        words: ["-listen", `127.0.0.1:${PORT}`],
        environment: { KEY_FILE: `${folder}/key.pub`, DATA_DIR: folder },
      };
    },
    leavings: ["/dev/shm/beszel_health"],
    ready: () => Promise.resolve(connect()),
  });
  return {
    ...agent,
    remove: () => {
      disconnect();
      return agent.remove();
    },
    halt: () => {
      disconnect();
      agent.halt();
    },
    proceed: () => {
      agent.proceed();
      if (!connect()) throw new Error("Beszel's agent no longer accepts connections.");
    },
    ask: async () => {
      const asked = promisify(execFile)("ssh", words("-T"));
      asked.child.stdin?.end();
      return (await asked).stdout;
    },
  };
}
